"""`./test --full kills`: the real window, killed at any moment of what is pressed; what it showed as done is there."""

import os
import random
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from supporter_app.bootstrap import compose
from supporter_app.content.library import Library
from supporter_app.domain.quiz import Response
from supporter_app.domain.session import SessionId
from supporter_app.resources import root
from supporter_app.services.learning import Learning
from supporter_app.services.roster import Entry
from supporter_app.storage import backup, completion, enrolment, person_key
from supporter_app.storage import session as sessions
from supporter_app.storage.database import Storage
from supporter_app.storage.folder import FILE
from supporter_app.ui.tour import right_response
from tests.full.commands import ROWS, rows_of
from tests.full.dying import AFTER_A_WORD_S, Moment, killed
from tests.full.flows import NAME, SCHEMAS, held, now, sound
from tests.full.pressing import BEGUN, BROKEN, EARLY, OVER, PASSPHRASE, REFUSED, WAYS
from tests.full.test_kills import SEED
from tests.full.test_window_kills import GENERAL, place_of
from tests.full.way import is_done, places_in_order

pytestmark = [
    pytest.mark.full,
    pytest.mark.kills,
    pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL"),
]

KILLS = 405
ANEW = 12
AFRESH = frozenset({"vault", "erase", "migration", "completion"})
"""Ways that can be gone once in a folder only."""
LONGEST_S, START_S, MOST_WORDS = 0.7, 0.5, 6
SHORT = {"erase": 0.12, "completion": 0.2}
"""Seconds for the ways that end by themselves."""
TRIED = 24
READ = 10
"""Pages that somebody has read before erasing their own records."""
Runs = list[tuple[str, ...]]


def prepare(name: str, folder: Path, turn: int) -> None:
    """Record what has to be there before."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(folder.parent / "out", ignore_errors=True)
    (folder.parent / "out").mkdir()
    if name == "migration":
        released = sorted(SCHEMAS.glob("v*.sqlite"))
        folder.mkdir()
        shutil.copy(released[turn % len(released)], folder / FILE)
    elif name == "completion":
        almost_done(folder)
    elif name not in {"learning", "vault"}:
        app = compose(folder, now)
        app.roster.take(held(app), [Entry(NAME)] * ROWS)
        for place in places_in_order(app.learning.edition(GENERAL))[:READ]:
            if place.page is not None:
                app.learning.leave_page(GENERAL, place.chapter, place.page)
        app.backups.make()
        app.close()


def almost_done(folder: Path) -> None:
    """Read every page and answer every item but the last one."""
    app = compose(folder, now)
    places = places_in_order(app.learning.edition(GENERAL))
    for place in places[:-1]:
        if place.page is not None:
            app.learning.leave_page(GENERAL, place.chapter, place.page)
        else:
            items = app.learning.quiz(GENERAL, place.chapter).items
            item = next(each for each in items if each.id == place.item)
            app.learning.answer(GENERAL, place.chapter, Response(item.id, right_response(item)))
    app.learning.arrive(GENERAL, places[-1])
    app.close()


def learned(runs: Runs, storage: Storage) -> list[str]:
    """Find done whatever was shown before something else was, and answered what was shown as right."""
    library = Library(root())
    places, learning = places_in_order(library.edition(GENERAL)), Learning(storage, library, now)
    progress, missing = learning.progress(GENERAL), []
    for run in runs:
        met = [(name, place_of(name, places)) for name in run]
        for at, (name, place) in enumerate(met):
            later = any(other is not None and other != place for _, other in met[at:]) or "end" in run
            if place is not None and (later or name.endswith("-right")) and not is_done(place, progress):
                missing.append(name)
    ended = any("end" in run for run in runs) and learning.completion(GENERAL) is None
    return missing + ["end"] * ended


def migrated(runs: Runs, storage: Storage) -> list[str]:
    """Find what the earlier release recorded as well."""
    return learned(runs, storage) + ([] if completion.own(storage) else ["completion"])


def backed_up(runs: Runs, storage: Storage) -> list[str]:
    """Read every backup whole; the last one that was said is among them."""
    assert storage.path is not None
    backups = compose(storage.path.parent, now).backups
    there = {each.path.name for each in backups.every() if backups.look(each.path).people == ROWS}
    unreadable = [each.path.name for each in backups.every() if each.path.name not in there]
    last = [word for run in runs for word in run][-1:]
    people = len(enrolment.roster(storage, sessions.every(storage)[0].id))
    return unreadable + [each for each in last if each not in there] + ([] if people == ROWS else [f"{people} people"])


def erased(runs: Runs, storage: Storage) -> list[str]:
    """Find no name of a session that was said, and no key, here and beside the backups."""
    assert storage.path is not None
    beside = backup.keys_beside(storage.path.parent / backup.FOLDER / FILE)
    keys = {each.person for each in (*person_key.every(storage), *beside.keys)}
    back: list[str] = []
    for session in (word for run in runs for word in run):
        people = enrolment.roster(storage, SessionId(session))
        back += [each.person for each in people if each.sealed is not None or each.person in keys]
    return back


def exported(runs: Runs, storage: Storage) -> list[str]:
    """Read every file whole with readers that know nothing of the program; those that were said are there."""
    assert storage.path is not None
    out = storage.path.parent.parent / "out"
    named = [each for each in out.iterdir() if not each.name.startswith(".") and "about" not in each.name]
    half = [each.name for each in named if rows_of(each) != ROWS + 1]
    return half + [word for run in runs for word in run if not (out / word).exists()]


def founded(runs: Runs, storage: Storage) -> list[str]:
    """Open a vault by its passphrase, and by the code that was shown; one that was said is there."""
    assert storage.path is not None
    app = compose(storage.path.parent, now)
    words = [word for run in runs for word in run]
    try:
        if not app.names.founded:
            return [word for word in words if not word.startswith("code ")]
        app.names.unlock(PASSPHRASE)
        app.names.lock()
        app.names.recover(next(word for word in words if word.startswith("code ")).removeprefix("code "), PASSPHRASE)
        return []
    finally:
        app.close()


def all_erased(runs: Runs, storage: Storage) -> list[str]:
    """Find all pages that were read, or none, in the records and in every backup; none once the window has closed."""
    assert storage.path is not None
    backups = compose(storage.path.parent, now).backups
    pages = len(storage.rows("SELECT * FROM page_done"))
    before = sum(place.page is not None for place in places_in_order(Library(root()).edition(GENERAL))[:READ])
    closed = any("closed" in run for run in runs)
    kept = [each.path.name for each in backups.every() if closed and backups.look(each.path).pages]
    stays = [] if sessions.every(storage) else ["session"]
    return kept + stays + ([] if pages in ({0} if closed else {0, before}) else [f"{pages} of {before} pages"])


MISSING: dict[str, Callable[[Runs, Storage], list[str]]] = {
    "learning": learned,
    "migration": migrated,
    "completion": learned,
    "backup": backed_up,
    "restore": backed_up,
    "names": erased,
    "export": exported,
    "vault": founded,
    "erase": all_erased,
}


def moment(name: str, chance: random.Random, turn: int) -> Moment:
    """Choose when: now and then while the window opens, else while it is pressed, or when something was just shown."""
    if name in SHORT:
        return Moment(chance.uniform(0, SHORT[name]), lines=1)
    match turn % 5:
        case 0:
            return Moment(chance.uniform(0, START_S))
        case 1 | 2:
            return Moment(chance.uniform(0, LONGEST_S), lines=1)
        case _:
            return Moment(chance.uniform(0, AFTER_A_WORD_S), lines=1 + chance.randint(1, MOST_WORDS))


def gone(name: str, folder: Path, when: Moment, *words: str) -> tuple[tuple[str, ...], bool]:
    """Go a way until the kill; gives what was shown, and whether it was killed."""
    line = [sys.executable, "-m", "tests.full.pressing", name, str(folder), *words]
    ended = killed(line, when, Path.cwd(), os.environ | {"QT_QPA_PLATFORM": "offscreen"})
    assert not [each for each in ended.said if each.startswith((BROKEN, REFUSED))], ended.said
    return tuple(each for each in ended.said if each not in {BEGUN, OVER}), ended.killed


@pytest.mark.parametrize("name", WAYS)
def test_what_the_window_showed_is_there(name: str, tmp_path: Path, showed: Callable[..., None]) -> None:
    """Each way takes its share of the kills, in one folder until it begins anew."""
    chance = random.Random(f"{SEED} {name}")  # noqa: S311 - a repeatable chance
    missing = MISSING[name]
    folder, runs, turn, count, said = tmp_path / "records", Runs(), 0, 0, 0
    while count < KILLS // len(WAYS):
        if turn % ANEW == 0 or name in AFRESH or any("end" in run for run in runs):
            prepare(name, folder, turn)
            runs = []
        when = moment(name, chance, turn)
        shown, was_killed = gone(name, folder, when)
        runs.append(shown)
        turn, count, said = turn + 1, count + was_killed, said + len(shown)
        assert sound(folder, partial(missing, runs)) == [], f"turn {turn}, {when}"
    assert said > 0
    showed("kills.window", kills=count, said=said)


def test_a_window_that_shows_it_too_early_is_noticed(tmp_path: Path, showed: Callable[..., None]) -> None:
    """The control: the same kills find what a broken version lost."""
    chance = random.Random(SEED)  # noqa: S311 - a repeatable chance
    caught = 0
    for turn in range(TRIED):
        folder = tmp_path / f"records-{turn}"
        when = Moment(chance.uniform(0, AFTER_A_WORD_S), lines=1 + chance.randint(3, 3 + MOST_WORDS))
        shown, _ = gone("learning", folder, when, EARLY)
        caught += bool(sound(folder, partial(learned, [shown])))
    assert caught > 0
    showed("kills.window", tried=TRIED, caught=caught)
