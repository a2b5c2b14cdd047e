"""What a check-up says of the keys to the names: of those in the records, and of those beside the backups."""

from supporter_app.domain.errors import KeyMissing, KeysDamaged, KeysError, KeysUnreachable, SupporterError
from supporter_app.explain import NUMBERS_SAFE
from supporter_app.i18n import _
from supporter_app.keys.key_file import KeyRing
from supporter_app.reasons import NAMES_SAFE
from supporter_app.services.finding import RECORDS_SAFE, Finding, State, explained
from supporter_app.services.key_trial import Trial, places
from supporter_app.storage.folder import LOG_ON

NAME = "keys"


def of_names(trial: Trial) -> Finding | None:
    """Say which names do not open; None where each does that could be tried."""
    if trial.no_master is not None:
        return _no_master(trial.no_master)
    if not trial.shut:
        return None
    told = _("checkup: {count} names do not open with their keys: {places}")
    what = told.format(count=len(trial.shut), places=places(trial.shut))
    if trial.beside:
        following = _("checkup: let the keys be put right from those beside the backups; that opens {count} names")
        following = following.format(count=len(trial.beside))
    else:
        following = _("checkup: go back to a carried copy with its file of keys, or go on without these names")
    return Finding(NAME, State.WRONG, what, _(NUMBERS_SAFE), following, mendable=bool(trial.beside))


def beside_backups(beside: KeyRing | SupporterError | None, erased: frozenset[str], *, wanted: bool) -> Finding | None:
    """Say what is wrong with the file of keys beside the backups; `wanted` where names could not come back without."""
    again = _("checkup: make a new backup now")
    if isinstance(beside, KeysDamaged):
        told = _("checkup: the file of keys beside the backups cannot be read")
        return Finding(NAME, State.WRONG, told, _(NAMES_SAFE), again)
    if isinstance(beside, SupporterError):
        return explained(NAME, beside)
    if beside is None:
        told = _("checkup: the file of keys beside the backups is not there; from these no name would come back")
        return Finding(NAME, State.ATTENTION, told, _(NAMES_SAFE), again) if wanted else None
    left = erased & {each.person for each in beside.keys}
    if left:
        told = _("checkup: beside the backups lie keys of {count} names that were erased").format(count=len(left))
        return Finding(NAME, State.WRONG, told, _(RECORDS_SAFE), again)
    return None


def fine(trial: Trial) -> Finding:
    """Say how many names there are, and of how many that was not tried."""
    if not trial.kept:
        told = _("checkup: no name is kept")
    elif trial.locked:
        told = _("checkup: {count} names are kept; {locked} are locked, so opening them was not tried")
    else:
        told = _("checkup: {count} names are kept, and each opens with its key")
    return Finding(NAME, State.FINE, told.format(count=trial.kept, locked=trial.locked))


def _no_master(error: KeysError) -> Finding:
    """Say why the key of this log-on cannot be had; a store that does not answer now may answer later."""
    if isinstance(error, KeyMissing | KeysDamaged):
        if isinstance(error, KeyMissing):
            told = _("checkup: the key of this log-on, which opens the names, is not there or another one ({file})")
        else:
            told = _("checkup: the file of the key of this log-on, which opens the names, cannot be read ({file})")
        following = _("checkup: sign in as the person who entered the names, or put that file back; else go on without")
        return Finding(NAME, State.WRONG, told.format(file=LOG_ON), _(NUMBERS_SAFE), following)
    if isinstance(error, KeysUnreachable):
        said = explained(NAME, error)
        return Finding(NAME, State.ATTENTION, said.what, said.safe, said.next)
    return explained(NAME, error)
