"""Sessions, rosters and rolls by their services: late and early, put right, walk-ins, closed sessions, children."""

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from supporter_app.bootstrap import App
from supporter_app.domain.attendance import LIMIT, Hindrance, Status
from supporter_app.domain.edition import EditionId
from supporter_app.domain.enrolment import AgeBand, Sex
from supporter_app.domain.errors import RequestRefused
from supporter_app.domain.headcount import Counted
from supporter_app.domain.roster import RosterProblem, Trouble
from supporter_app.domain.session import DAYS_AFTER_REPORT, LAST_DAY, Audience, NameKeeping, Session
from supporter_app.services.attendance import MOST_MINUTES, Marks
from supporter_app.services.classroom import KEPT_DAYS
from supporter_app.services.roster import MOST, Entry
from supporter_app.storage import journal, person_key
from tests.unit.services.test_backups import PLAN, Office, office  # noqa: F401 - a fixture, used by its name


@pytest.fixture
def app(office: Office) -> App:  # noqa: F811 - the fixture
    """Start the program."""
    return office.start()


@pytest.fixture
def held(app: App) -> Session:
    """Hold a session with four people and no names."""
    session = app.classroom.create(PLAN)
    app.roster.take(session, [Entry()] * 4)
    return session


def statuses(app: App, session: Session) -> list[Status]:
    """Read the words of a roll."""
    return [each.status for each in app.attendance.roll(session)]


def test_a_plan_that_cannot_be_held_is_refused(app: App) -> None:
    """Nothing is written."""
    cases = {
        "no-such-edition": replace(PLAN, edition=EditionId("none")),
        "title-missing": replace(PLAN, title="　"),
        "ends-before-start": replace(PLAN, end=time(14)),
    }
    for code, plan in cases.items():
        with pytest.raises(RequestRefused, match=code):
            app.classroom.create(plan)
    assert app.classroom.every() == ()


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1900, 4, 1), date(9999, 12, 31)])
@pytest.mark.parametrize("keeping", [NameKeeping.UNTIL_REPORT, NameKeeping.NONE])
def test_a_day_that_is_a_slip_is_refused(app: App, day: date, keeping: NameKeeping) -> None:
    """Days are counted on from it, in every later command; nothing of it is written down."""
    with pytest.raises(RequestRefused, match="day-out-of-reach"):
        app.classroom.create(replace(PLAN, day=day, names=keeping))
    held = app.classroom.create(replace(PLAN, names=keeping))
    with pytest.raises(RequestRefused, match="day-out-of-reach"):
        app.classroom.report_done(held.id, day)
    with pytest.raises(RequestRefused, match="day-out-of-reach"):
        app.classroom.retain(held.id, day)
    with pytest.raises(RequestRefused, match="report-before-session"):
        app.classroom.report_done(held.id, PLAN.day - timedelta(days=1))
    assert app.classroom.session(held.id) == held
    assert app.erasure.due() == ()


def test_a_report_on_the_last_day_there_is_counts_on(app: App) -> None:
    """As a package from elsewhere may say it."""
    held = app.classroom.create(replace(PLAN, names=NameKeeping.UNTIL_REPORT))
    assert replace(held, reported_on=date.max).names_until == LAST_DAY + timedelta(days=DAYS_AFTER_REPORT)


@pytest.mark.parametrize("text", ["講座\nその二", "\u202e座講", "講\u200b座", "あ" * 201])
@pytest.mark.parametrize("field", ["title", "place", "lecturer", "organiser"])
def test_words_of_a_session_stand_on_one_line(app: App, field: str, text: str) -> None:
    """They go into lists, files and papers."""
    with pytest.raises(RequestRefused, match="words-unusable"):
        app.classroom.create(replace(PLAN, **{field: text}))  # type: ignore[arg-type] # all four fields are texts
    longest = replace(PLAN, **{field: "𠮷" * 200})  # type: ignore[arg-type] # all four fields are texts
    assert getattr(app.classroom.create(longest).plan, field) == "𠮷" * 200


def test_a_session_is_found_by_the_beginning_of_its_id(app: App, held: Session) -> None:
    """Four letters at least, and only where it is the only one."""
    assert app.classroom.session(held.id[:8].upper()) == held
    for name in (held.id[:3], "zzzz", ""):
        with pytest.raises(RequestRefused, match="no-such-session"):
            app.classroom.session(name)


def test_names_kept_under_a_passphrase_are_asked_about_after_a_year(app: App) -> None:
    """Unless a day was chosen."""
    app.names.found(app.names.prepare("ひみつの ことば 十二文字"))
    kept = replace(PLAN, names=NameKeeping.KEPT)
    assert (app.classroom.create(kept).plan.retain_until or kept.day) - kept.day == (
        date(2027, 11, 20) - date(2026, 11, 20)
    )
    chosen = date(2027, 3, 31)
    session = app.classroom.create(replace(kept, retain_until=chosen))
    assert session.plan.retain_until == chosen
    assert app.classroom.retain(session.id, date(2028, 3, 31)).names_until == date(2028, 3, 31)
    assert KEPT_DAYS == 365


@pytest.mark.parametrize("audience", [Audience.ELEMENTARY, Audience.JUNIOR_HIGH])
def test_children_stand_on_no_roster(app: App, audience: Audience) -> None:
    """Neither with a name nor without."""
    session = app.classroom.create(replace(PLAN, audience=audience))
    for entries in ([Entry("ミホン")], [Entry()]):
        with pytest.raises(RequestRefused, match="children-are-counted"):
            app.roster.take(session, entries)
    assert app.roster.count(session) == 0


def test_a_roster_is_taken_whole_or_not_at_all(app: App, held: Session) -> None:
    """Numbers go on from the last; one bad line, or one person too many, and nobody is added."""
    named = app.classroom.create(replace(PLAN, names=NameKeeping.UNTIL_REPORT))
    with pytest.raises(RequestRefused, match="name-unusable"):
        app.roster.take(named, [Entry("見本 花子"), Entry("見本\u202e太郎")])
    assert app.roster.count(named) == 0
    with pytest.raises(RequestRefused, match="roster-too-long"):
        app.roster.take(held, [Entry()] * (MOST - 3))
    assert app.roster.count(held) == 4
    assert app.roster.add(held, Entry()).number == 4 + 1


def test_who_stands_on_the_roster_already_is_told(app: App, tmp_path: Path) -> None:
    """The same file may come twice; nobody is kept out, because two people may bear one name."""
    session = app.classroom.create(replace(PLAN, names=NameKeeping.UNTIL_REPORT))
    file = tmp_path / "名簿.csv"
    file.write_text("お名前,かな\n青木,あおき\n井上,いのうえ\n", encoding="utf-8")
    app.roster.add(session, Entry("青木", "あおき"))
    read = app.roster.read(session, file)
    assert read.problems == (RosterProblem(2, "お名前", Trouble.ON_ROSTER),)
    assert len(app.roster.take_read(session, read)) == 2


def test_two_people_of_one_name_are_two(app: App) -> None:
    """Nobody is taken for somebody else; white space at the ends goes, and nothing in between is changed."""
    session = app.classroom.create(replace(PLAN, names=NameKeeping.UNTIL_REPORT))
    app.roster.take(session, [Entry("　見本　花子 "), Entry("見本　花子")])
    lines = app.roster.lines(session)
    assert [line.name.name for line in lines if line.name] == ["見本　花子"] * 2
    assert len({line.enrolment.person for line in lines}) == 2


@pytest.mark.parametrize(
    ("late", "early", "status", "hindrance"),
    [
        (0, 0, Status.PRESENT, None),
        (LIMIT - 1, LIMIT - 1, Status.PRESENT, None),
        (LIMIT, 0, Status.PARTIAL, Hindrance.LATE),
        (0, LIMIT, Status.PARTIAL, Hindrance.LEFT_EARLY),
        (LIMIT, LIMIT, Status.PARTIAL, Hindrance.LATE),
        (MOST_MINUTES, 0, Status.PARTIAL, Hindrance.LATE),
    ],
)
def test_late_and_early(
    app: App, held: Session, late: int, early: int, status: Status, hindrance: Hindrance | None
) -> None:
    """Fifteen minutes at either end keep the paper back; each end counts for itself."""
    app.attendance.mark(held, Marks(late={1: late}, left_early={1: early}))
    called = app.attendance.roll(held)[0]
    assert (called.status, called.hindrance) == (status, hindrance)
    assert statuses(app, held)[1:] == [Status.PLANNED] * 3


@pytest.mark.parametrize(
    ("code", "marks"),
    [
        ("no-such-number", Marks(absent=frozenset({5}))),
        ("no-such-number", Marks(late={0: 5})),
        ("number-twice", Marks(absent=frozenset({1}), late={1: 5})),
        ("number-twice", Marks(absent=frozenset({1}), present=frozenset({1}))),
        ("minutes-wrong", Marks(late={1: -1})),
        ("minutes-wrong", Marks(left_early={1: MOST_MINUTES + 1})),
    ],
)
def test_a_roll_call_that_cannot_be_is_refused(app: App, held: Session, code: str, marks: Marks) -> None:
    """With all that stood beside it."""
    with pytest.raises(RequestRefused, match=code):
        app.attendance.mark(held, replace(marks, all_present=True))
    assert statuses(app, held) == [Status.PLANNED] * 4
    with pytest.raises(RequestRefused, match="nobody-enrolled"):
        app.attendance.mark(app.classroom.create(PLAN), Marks(all_present=True))


def test_a_mark_is_put_right_by_an_event(app: App, held: Session) -> None:
    """What did not change is not written again; everything that was marked stays in the journal."""
    assert app.attendance.mark(held, Marks(all_present=True)) == 4
    before = journal.count(app.storage)
    assert app.attendance.mark(held, Marks(all_present=True)) == 0
    assert app.attendance.mark(held, Marks(absent=frozenset({2}))) == 1
    assert app.attendance.mark(held, Marks(present=frozenset({2}))) == 1
    assert journal.count(app.storage) == before + 2
    assert statuses(app, held) == [Status.PRESENT] * 4
    assert journal.check(app.storage) == ()
    assert journal.differing(app.storage) == ()


def test_a_closed_session_follows_its_roll(app: App, held: Session) -> None:
    """Completions come with closing, go when a mark is put right, come back, and reach walk-ins; twice is once."""
    app.attendance.mark(held, Marks(all_present=True, absent=frozenset({4})))
    assert app.classroom.completed(held) == 0
    closed = app.classroom.close(held.id)
    assert app.classroom.completed(closed) == 3
    before = journal.count(app.storage)
    assert app.classroom.close(held.id) == closed
    assert app.classroom.completed(closed) == 3
    assert journal.count(app.storage) <= before + 1
    app.attendance.mark(closed, Marks(late={1: LIMIT}))
    assert app.classroom.completed(closed) == 2
    app.attendance.mark(closed, Marks(present=frozenset({1, 4})))
    assert app.classroom.completed(closed) == 4
    walked_in = app.roster.add(closed, Entry())
    assert app.classroom.completed(closed) == 4
    app.attendance.mark(closed, Marks(present=frozenset({walked_in.number})))
    assert app.classroom.completed(closed) == 4 + 1
    assert journal.differing(app.storage) == ()


def test_a_head_count_stands_in_place_of_the_one_before(app: App, held: Session) -> None:
    """Groups that are the same are added up; none, or a count of nobody, is refused."""
    group = Counted(AgeBand.SIXTIES, Sex.FEMALE, "住民", 3)
    assert app.attendance.count(held, [group, group]) == (replace(group, count=6),)
    assert app.attendance.count(held, [replace(group, count=1)]) == app.attendance.headcount(held)
    for wrong in ([], [replace(group, count=0)], [replace(group, count=-1)]):
        with pytest.raises(RequestRefused, match="count-wrong"):
            app.attendance.count(held, wrong)
    assert [each.count for each in app.attendance.headcount(held)] == [1]


def test_a_first_mark_is_taken_back_by_an_event(app: App, held: Session) -> None:
    """Back to not called; the journal keeps all, completions follow, and the person can be called again."""
    app.attendance.mark(held, Marks(all_present=True))
    closed = app.classroom.close(held.id)
    before = journal.count(app.storage)
    assert app.attendance.mark(closed, Marks(planned=frozenset({2, 3}))) == 2
    assert statuses(app, closed) == [Status.PRESENT, Status.PLANNED, Status.PLANNED, Status.PRESENT]
    assert app.attendance.roll(closed)[1].hindrance is Hindrance.NOT_CALLED
    assert app.classroom.completed(closed) == 2
    assert journal.count(app.storage) == before + 4
    assert app.attendance.mark(closed, Marks(planned=frozenset({2}))) == 0
    assert app.attendance.mark(closed, Marks(all_present=True, planned=frozenset({3}))) == 1
    assert statuses(app, closed)[1:3] == [Status.PRESENT, Status.PLANNED]
    assert app.classroom.completed(closed) == 3
    assert journal.check(app.storage) == ()
    assert journal.differing(app.storage) == ()
    for other in (Marks(present=frozenset({2})), Marks(late={2: 5}), Marks(absent=frozenset({2}))):
        with pytest.raises(RequestRefused, match="number-twice"):
            app.attendance.mark(closed, replace(other, planned=frozenset({2})))


def test_a_walk_in_by_mistake_is_taken_off(app: App, office: Office) -> None:  # noqa: F811 - the fixture
    """With the mark, the completion and the name, which is gone from the keys beside the backups as well."""
    session = app.classroom.create(replace(PLAN, names=NameKeeping.UNTIL_REPORT))
    app.roster.take(session, [Entry("見本 花子"), Entry("見本 太郎")])
    app.attendance.mark(session, Marks(all_present=True))
    session = app.classroom.close(session.id)
    app.backups.make()
    mistaken = app.roster.numbered(session, 2)
    erased = app.erasure.take_off(session, mistaken)
    assert erased.people == 1
    assert [line.name.name for line in app.roster.lines(session) if line.name] == ["見本 花子"]
    assert app.classroom.completed(session) == 1
    assert mistaken.person.encode() not in (office.folder / "backups" / "keys").read_bytes()
    assert person_key.count(app.storage) == 1
    with pytest.raises(RequestRefused, match="no-such-number"):
        app.roster.numbered(session, 2)
    assert app.roster.add(session, Entry("見本 次郎")).number == 2
    assert statuses(app, session) == [Status.PRESENT, Status.PLANNED]
    assert journal.check(app.storage) == ()
    assert journal.differing(app.storage) == ()
    with app.storage.write() as db:
        assert journal.rebuild(app.storage, db)


def test_somebody_in_the_middle_leaves_a_gap_in_the_numbers(app: App, held: Session) -> None:
    """Nobody gets the number of another person; a session without names loses nothing but the line."""
    assert app.erasure.take_off(held, app.roster.numbered(held, 2)).people == 0
    assert [each.enrolment.number for each in app.roster.lines(held)] == [1, 3, 4]
    assert app.roster.add(held, Entry()).number == 4 + 1
