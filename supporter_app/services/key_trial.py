"""Trying every key: which names open with theirs, which cannot be tried now, and which do not open any more."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from supporter_app.domain.errors import KeyMissing, KeysError, KeysLocked, SealBroken
from supporter_app.domain.session import NameKeeping
from supporter_app.i18n import _
from supporter_app.keys.vault import Vault
from supporter_app.storage import person_key

if TYPE_CHECKING:
    from supporter_app.keys.master import MasterKey, WrappedKey
    from supporter_app.storage.database import Storage
    from supporter_app.storage.person_key import SealedName

Open = Callable[[NameKeeping], "MasterKey"]
"""Gives the master key of a way of keeping names; raises KeysLocked where it is locked, and KeysError's family."""
MOST_PLACES = 3
MOST_NUMBERS = 10


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of it: names that are kept, those locked away, those that do not open, and why no key could be had.

    `beside` are the keys from beside the backups that open what those of the records do not.
    """

    kept: int
    locked: int
    shut: tuple["SealedName", ...]
    no_master: KeysError | None
    beside: tuple["WrappedKey", ...]

    @property
    def untold(self) -> tuple["SealedName", ...]:
        """Give those that do not open and have no key beside the backups either."""
        found = {each.person for each in self.beside}
        return tuple(each for each in self.shut if each.person not in found)


def try_keys(storage: "Storage", master: Open, beside: Iterable["WrappedKey"]) -> Trial:
    """Open every name that can be opened now with its key; a name with no key at all does not open, locked or not."""
    names = person_key.sealed_names(storage)
    others = {each.person: each for each in beside}
    locks = {each.master for each in person_key.locks(storage)}
    shut: list[SealedName] = []
    instead: list[WrappedKey] = []
    locked, trouble = 0, None
    for keeping in sorted({each.keeping for each in names}, key=lambda each: each.value):
        theirs = [each for each in names if each.keeping is keeping]
        vault = Vault()
        try:
            vault.unlock(master(keeping))
        except KeysLocked:
            locked += len(theirs)
            known = locks if keeping is NameKeeping.KEPT else None
            failing = [each for each in theirs if not _belongs(each.key, known)]
            fitting = [others[each.person] for each in failing if _belongs(others.get(each.person), known)]
        except KeysError as error:
            trouble, failing, fitting = error, [], []
        else:
            if _another(vault, theirs):
                trouble = KeyMissing()
                continue
            failing = [each for each in theirs if not _opens(vault, each.key, each.sealed)]
            fitting = [others[each.person] for each in failing if _opens(vault, others.get(each.person), each.sealed)]
        shut += failing
        instead += fitting
    return Trial(len(names), locked, tuple(shut), trouble, tuple(instead))


def places(names: Iterable["SealedName"]) -> str:
    """Name people by their session and number, the first ones of each."""
    numbers: Mapping[tuple[str, str], list[int]] = defaultdict(list)
    for each in names:
        numbers[each.day, each.title].append(each.number)
    told = [
        _("checkup: {day} {title}, number {numbers}").format(
            day=day, title=title, numbers="、".join(map(str, found[:MOST_NUMBERS])) + "…" * (len(found) > MOST_NUMBERS)
        )
        for (day, title), found in numbers.items()
    ]
    return "；".join(told[:MOST_PLACES]) + "…" * (len(told) > MOST_PLACES)


def _belongs(key: "WrappedKey | None", masters: "set[bytes] | None") -> bool:
    """Tell what can be told without a master key: whether there is a key, under one of these masters."""
    return key is not None and (masters is None or key.master in masters)


def _another(vault: Vault, names: "Iterable[SealedName]") -> bool:
    """Tell whether every key there is was wrapped under another master key than the one at hand."""
    masters = {each.key.master for each in names if each.key is not None}
    return bool(masters) and vault.master().fingerprint() not in masters


def _opens(vault: Vault, key: "WrappedKey | None", sealed: bytes) -> bool:
    if key is None:
        return False
    try:
        vault.open(key, sealed)
    except (KeyMissing, SealBroken):
        return False
    return True
