"""What a window had shown as done, for the kills: what is recorded before, and what must be there afterwards."""

import shutil
from collections.abc import Callable
from pathlib import Path

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
from tests.full.flows import NAME, SCHEMAS, held, now
from tests.full.test_window_kills import GENERAL, place_of
from tests.full.way import is_done, places_in_order
from tests.full.ways import PASSPHRASE
from tests.full.work import ROWS, rows_of

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
