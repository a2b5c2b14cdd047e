"""`./test --full faults`: whatever is altered in the file is noticed; a wrong record is never shown as a right one."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from supporter_app.bootstrap import compose
from supporter_app.domain.errors import StorageError
from supporter_app.storage import fold, journal, soundness
from supporter_app.storage.database import Row, Storage, open_database
from supporter_app.storage.folder import FILE
from tests.full.flows import FLOWS, PEOPLE, now

pytestmark = [pytest.mark.full, pytest.mark.faults]

SEED = 20261120
FLIPS = 10_000
PAGE = 4096
WRITERS, WRITES = 8, 100
FLOW = "roster"
CUT_OFF = (1, 2, 5)
"""Events taken from the end of the journal."""


@pytest.fixture
def recorded(tmp_path: Path) -> Path:
    """Give a folder with some sessions and people."""
    folder = tmp_path / "records"
    FLOWS[FLOW].prepare(folder)
    running = FLOWS[FLOW].run(folder, lambda _: None)
    for _ in range(60):
        next(running)
    del running
    return folder


def records(storage: Storage) -> dict[str, list[Row]]:
    """Give every stored record: headers, bodies, and the tables people read."""
    headers = storage.rows("SELECT * FROM journal ORDER BY installation, epoch, seq")
    bodies = storage.rows("SELECT * FROM journal_body ORDER BY installation, epoch, seq")
    return fold.dump(storage) | {"journal": headers, "journal_body": bodies}


def noticed(folder: Path) -> bool:
    """Tell whether the check-up finds anything wrong."""
    try:
        if soundness.damage(folder / FILE):
            return True
        with closing(open_database(folder, now)) as storage:
            return bool(journal.check(storage) or journal.differing(storage))
    except StorageError:
        return True


def altered(folder: Path, truth: dict[str, list[Row]]) -> bool:
    """Tell whether any record reads other than it was written."""
    try:
        with closing(open_database(folder, now)) as storage:
            return records(storage) != truth
    except StorageError:
        return False


def accepted(file: Path) -> bool:
    """Tell whether SQLite's own check of the file finds nothing."""
    try:
        with closing(sqlite3.connect(file)) as connection:
            found: list[Row] = connection.execute("PRAGMA integrity_check").fetchall()
    except sqlite3.Error:
        return False
    return found == [("ok",)]


def test_every_flip_that_alters_a_record_is_noticed(
    recorded: Path, tmp_path: Path, showed: Callable[..., None]
) -> None:
    """Ten thousand bits, one at a time, anywhere in the file."""
    with closing(open_database(recorded, now)) as storage:
        truth = records(storage)
    content = (recorded / FILE).read_bytes()
    chance = random.Random(SEED)  # noqa: S311 - a repeatable chance
    folder = tmp_path / "flipped"
    folder.mkdir()
    changed = reported = alone = 0
    for _ in range(FLIPS):
        bit = chance.randrange(len(content) * 8)
        flipped = bytearray(content)
        flipped[bit // 8] ^= 1 << bit % 8
        (folder / FILE).write_bytes(flipped)
        if altered(folder, truth):
            changed += 1
            assert noticed(folder), f"bit {bit}"
            reported += 1
            alone += not accepted(folder / FILE)
    # The control: SQLite's own check misses most of them, so what notices is the chain.
    assert 0 < alone < changed
    showed("faults.flips", flips=FLIPS, changed=reported, alone=alone)


def test_a_page_of_zeros_never_gives_a_wrong_record(
    recorded: Path, tmp_path: Path, showed: Callable[..., None]
) -> None:
    """Every page in turn: what reads otherwise than it was written is noticed."""
    with closing(open_database(recorded, now)) as storage:
        truth = records(storage)
    content = (recorded / FILE).read_bytes()
    folder = tmp_path / "zeroed"
    folder.mkdir()
    seen = 0
    for start in range(0, len(content), PAGE):
        (folder / FILE).write_bytes(content[:start] + bytes(PAGE) + content[start + PAGE :])
        found = noticed(folder)
        assert found or not altered(folder, truth), start // PAGE
        seen += found
    showed("faults.zeroed", pages=len(content) // PAGE, seen=seen)


def plainly_read(file: Path) -> list[Row]:
    """Read a table as any program would, and give what comes before the first error."""
    found: list[Row] = []
    with closing(sqlite3.connect(file)) as connection, suppress(sqlite3.Error, UnicodeDecodeError):
        for row in connection.execute("SELECT * FROM enrolment ORDER BY person"):
            found.append(row)  # noqa: PERF402 - an error in the middle must leave what was read
    return found


def test_what_a_zeroed_page_held_is_gathered(recorded: Path, tmp_path: Path, showed: Callable[..., None]) -> None:
    """Every page in turn: with a backup made before the last records, every record people read comes back."""
    compose(recorded, now).backups.make()
    running = FLOWS[FLOW].run(recorded, lambda _: None)
    for _ in range(10):
        next(running)
    del running
    with closing(open_database(recorded, now)) as storage:
        truth = fold.dump(storage)
        people = storage.rows("SELECT * FROM enrolment ORDER BY person")
    size, lacking = (recorded / FILE).stat().st_size, 0
    for start in range(0, size, PAGE):
        folder = tmp_path / "gathered"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(recorded, folder)
        with (folder / FILE).open("r+b") as file:
            file.seek(start)
            file.write(bytes(PAGE))
        lacking += plainly_read(folder / FILE) != people
        compose(folder, now).checkup.repair()
        with closing(open_database(folder, now)) as storage:
            assert fold.dump(storage) == truth, start // PAGE
            assert journal.differing(storage) == ()
    assert lacking > 0
    showed("faults.gathered", pages=size // PAGE, lacking=lacking)


def test_a_journal_cut_at_its_tail_is_noticed(recorded: Path, showed: Callable[..., None]) -> None:
    """The last events are gone and nothing else: the tables know more than the journal."""
    file = recorded / FILE
    content = file.read_bytes()
    for count in CUT_OFF:
        file.write_bytes(content)
        with closing(sqlite3.connect(file)) as connection:
            for name in ("journal_stays", "journal_body_leaves_when_erased"):
                connection.execute(f"DROP TRIGGER {name}")
            last = f"(SELECT installation, epoch, seq FROM journal ORDER BY rowid DESC LIMIT {count})"
            connection.execute(f"DELETE FROM journal_body WHERE (installation, epoch, seq) IN {last}")
            connection.execute(f"DELETE FROM journal WHERE (installation, epoch, seq) IN {last}")
            connection.commit()
        assert noticed(recorded), count
    showed("faults.tail", cuts=len(CUT_OFF))


WRITER = """
import sys
from pathlib import Path
from supporter_app.bootstrap import compose
from supporter_app.domain.errors import StorageLocked
from supporter_app.services.roster import Entry
from supporter_app.storage import writing
if "plain" in sys.argv:
    # As most programs begin: reading first, and refused when somebody else wrote meanwhile.
    writing.BEGIN = "BEGIN"
app = compose(Path(sys.argv[1]))
session = app.classroom.every()[0]
refused = 0
for _ in range(int(sys.argv[2])):
    try:
        app.roster.add(session, Entry())
    except StorageLocked:
        refused += 1
print(refused)
"""


def written(folder: Path, *words: str) -> tuple[int, int]:
    """Let eight processes enrol a hundred people each in one roster; gives how many were, and how many refused."""
    FLOWS["attendance"].prepare(folder)
    line = [sys.executable, "-c", WRITER, str(folder), str(WRITES), *words]
    children = [
        subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(WRITERS)
    ]
    told = [child.communicate() for child in children]
    assert [error for _, error in told] == [""] * WRITERS
    with closing(open_database(folder, now)) as storage:
        numbers = [number for (number,) in storage.rows("SELECT number FROM enrolment ORDER BY number")]
        assert journal.check(storage) == ()
        assert journal.differing(storage) == ()
    assert numbers == list(range(1, len(numbers) + 1))
    return len(numbers) - PEOPLE, sum(int(said) for said, _ in told)


def test_eight_writers_at_once(tmp_path: Path, showed: Callable[..., None]) -> None:
    """All of them, with numbers of their own; the control begins as most programs do, and is refused."""
    done, refused = written(tmp_path / "records")
    assert (done, refused) == (WRITERS * WRITES, 0)
    _, failed = written(tmp_path / "control", "plain")
    assert failed > 0
    showed("faults.writers", writers=WRITERS, done=done, failed=failed)


@pytest.mark.parametrize("moment", ["1970-01-02 00:00:00", "2038-01-20 00:00:00", "2100-06-01 12:00:00"])
def test_a_clock_far_away_loses_nothing(
    moment: str, tmp_path: Path, needed: Callable[[str, str], None], showed: Callable[..., None]
) -> None:
    """Records are made there and then again today; order is by number, nothing is erased on the clock's word."""
    needed("faketime", "faketime")
    folder = tmp_path / "records"
    FLOWS["roster"].prepare(folder)
    with closing(open_database(folder, now)) as storage:
        keys = storage.rows("SELECT count(*) FROM person_key")
    for words in (["faketime", moment], []):
        flow = [sys.executable, "-m", "tests.full.flows", "roster", str(folder), "5"]
        done = subprocess.run([*words, *flow], capture_output=True, text=True, check=False, env=dict(os.environ))
        assert done.stderr == ""
        listing = [sys.executable, "-m", "supporter_app.cli", "--data-dir", str(folder), "session", "list"]
        shown = subprocess.run([*words, *listing], capture_output=True, text=True, check=False, env=dict(os.environ))
        assert shown.returncode == 0, shown.stderr
    with closing(open_database(folder, now)) as storage:
        assert journal.check(storage) == ()
        assert storage.rows("SELECT count(*) FROM person_key") >= keys
    shutil.rmtree(folder)
    showed("faults.clock", clocks=1)
