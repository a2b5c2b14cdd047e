"""A session of children: counts by grade and class, and no place for anything else."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supporter_app.bootstrap import compose
from supporter_app.cli.main import main
from supporter_app.domain.enrolment import AgeBand, Enrolment, PersonId, Sex, enrolment_fields, enrolment_subject
from supporter_app.domain.headcount import Counted, headcount_fields, headcount_subject, of_children
from supporter_app.domain.journal import EventKind
from supporter_app.domain.session import Audience, SessionId
from supporter_app.storage import journal

HEAD = [
    "--title",
    "授業",
    "--edition",
    "upper-elementary",
    "--date",
    "2026-11-20",
    "--start",
    "10:00",
    "--end",
    "10:45",
]
CREATE = ["session", "create", *HEAD, "--place", "みほん小学校", "--lecturer", "担任"]
CANARY = "田中さくら"


def run(data_dir: Path, *words: str) -> int:
    return main(["--json", "--data-dir", str(data_dir), *words])


def created(data_dir: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    assert run(data_dir, *CREATE, *more) == 0
    return str(json.loads(capsys.readouterr().out)["id"])


def counted(data_dir: Path, tmp_path: Path, session: str, text: str) -> int:
    file = tmp_path / "人数.csv"
    file.write_text(text, encoding="utf-8")
    return run(data_dir, "attendance", "headcount", session, str(file))


@pytest.mark.parametrize("kind", ["小学生", "一般"])
def test_children_are_counted_by_grade_and_class(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    session = created(data_dir, capsys, "--kind", kind)
    text = "学年,組,性別,年代,人数\n4,1,女,10代,15\n4年,1組,男,20代,16\n４年生,２組,,,30\n"
    assert counted(data_dir, tmp_path, session, text) == 0
    app = compose(data_dir)
    rows = app.storage.rows("SELECT age_band, sex, category, count FROM headcount ORDER BY position")
    app.close()
    assert rows == [("u20", "unknown", "4年1組", 31), ("u20", "unknown", "4年2組", 30)]


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        *(("小学生", "7,1"), ("中学生", "4,1"), ("小学生", "0,1"), ("小学生", f"{CANARY},1"), ("小学生", ",1")),
        *(
            ("小学生", "中1,1"),
            ("中学生", "小4,1"),
            ("一般", "0,1"),
            ("小学生", f"4,{CANARY}"),
            ("小学生", f"4,{CANARY}組"),
        ),
        *(("小学生", f"4年{CANARY},"), ("小学生", "4,さくら"), ("一般", f"4,{CANARY}"), ("小学生", "4,TS")),
    ],
)
def test_a_grade_that_does_not_exist(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, row: str
) -> None:
    session = created(data_dir, capsys, "--kind", kind)
    assert counted(data_dir, tmp_path, session, f"学年,組,人数\n{row},30\n") == 1
    app = compose(data_dir)
    assert app.storage.rows("SELECT * FROM headcount") == []
    app.close()


@pytest.mark.parametrize(
    ("kind", "text", "groups"),
    [
        ("小学生", "学年,組,人数\n4,1,30\n4,不明,2\n不明,不明,1\n", ["4年1組 30", "4年組不明 2", "学年不明 1"]),
        ("小学生", "学年・組,児童数\n4年1組,30\n4-2,29\n５の３,2\n", ["4年1組 30", "4年2組 29", "5年3組 2"]),
        ("小学生", "令和8年度\n\n年,組,在籍数,出席者数\n4,さくら組,31,30\n学年計,,31,30\n", ["4年さくら組 30"]),
        ("中学生", "学級,生徒数(人)\n中2 B,28\n３年Ｃ組,27\n", ["2年B組 28", "3年C組 27"]),
        ("小学生", "年組,男,女,計\n4年1組,15,16,31\n4年2組,14,15,30\n合計,29,31,61\n", ["4年1組 31", "4年2組 30"]),
        ("小学生", "学年,組,人数,,\n,,男子,女子,計\n4,1,15,16,31\n", ["4年1組 31"]),
        ("一般", "学年,クラス,人数\n小6,1,30\n中1,1,29\n", ["小学6年1組 30", "中学1年1組 29"]),
    ],
)
def test_counts_as_schools_write_them(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, text: str, groups: list[str]
) -> None:
    """In, shown and out again: in the session, and in a table of its own."""
    session = created(data_dir, capsys, "--kind", kind)
    assert counted(data_dir, tmp_path, session, text) == 0
    capsys.readouterr()
    assert run(data_dir, "session", "show", session) == 0
    told = json.loads(capsys.readouterr().out)["groups"]
    assert [f"{each['category']} {each['count']}" for each in told] == groups
    out = tmp_path / "out.csv"
    assert run(data_dir, "export", session, "--table", "headcount", "--out", str(out)) == 0
    rows = [line.split(",") for line in out.read_text("utf-8-sig").splitlines()[1:]]
    assert [f"{row[-2]} {row[-1]}".replace('"', "") for row in rows] == groups


@given(st.sampled_from(list(Audience)), st.text("0123456789一二A小中学校年生の-組不明 さくら田", max_size=9))
def test_what_was_left_of_a_count_is_left_as_it_is(audience: Audience, category: str) -> None:
    """Folding it once more, on this or on another computer, gives the same."""
    counted = (Counted(AgeBand.UNDER_20, Sex.UNKNOWN, category, 1),)
    try:
        once = of_children(counted, audience)
    except ValueError:
        return
    assert of_children(once, audience) == once


def test_what_another_program_wrote_of_children_is_not_folded(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is told of a person on a roster, or a name for a class, now and when the tables are made anew."""
    session = SessionId(created(data_dir, capsys, "--kind", "小学生"))
    assert counted(data_dir, tmp_path, session, "学年,組,人数\n4,1,30\n") == 0
    app = compose(data_dir)
    person = Enrolment(session, PersonId("0" * 32), 1, AgeBand.TWENTIES, Sex.FEMALE, CANARY, None)
    named = (Counted(AgeBand.UNDER_20, Sex.UNKNOWN, f"4年{CANARY}", 1),)
    with app.storage.write() as db:
        subject = enrolment_subject(session, person.person)
        journal.append(app.storage, db, EventKind.DONE, subject, enrolment_fields(person))
        journal.append(app.storage, db, EventKind.FIX, headcount_subject(session), headcount_fields(named))
    for _ in range(2):
        told = app.storage.rows("SELECT age_band, sex, category, sealed_name FROM enrolment")
        assert told == [("u20", "unknown", "", None)]
        assert app.storage.rows("SELECT category, count FROM headcount") == [("学年不明", 1)]
        with app.storage.write() as db:
            assert journal.rebuild(app.storage, db)
    app.close()


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["roster", "import", "SESSION", "LIST"], "名簿はつくりません"),
        (["roster", "import", "SESSION", "LIST", "--dry-run"], "名簿はつくりません"),
        (["roster", "add", "SESSION", "--name", CANARY], "名簿はつくりません"),
        (["attendance", "mark", "SESSION", "--all-present"], "名簿はつくりません"),
        (["export", "SESSION", "--names", "--out", "OUT"], "子どもの名前は"),
    ],
)
def test_the_sentence_says_what_can_be_done(
    data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str], told: str
) -> None:
    """Nobody is told to leave out the names, or to enrol children first."""
    session = created(data_dir, capsys, "--kind", "一般")
    (tmp_path / "LIST").write_text(f"氏名,年代\n{CANARY},10代\n", encoding="utf-8")
    put = {"SESSION": session, "LIST": str(tmp_path / "LIST"), "OUT": str(tmp_path / "o.csv")}
    assert run(data_dir, *(put.get(word, word) for word in command)) == 1
    said = capsys.readouterr().err
    assert told in said
    assert "人数" in said
    assert not (tmp_path / "o.csv").exists()


def test_an_empty_roll_says_where_the_counts_are(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    session = created(data_dir, capsys, "--kind", "小学生")
    for command in (["roster", "list"], ["attendance", "show"]):
        assert main(["--data-dir", str(data_dir), *command, session]) == 0
        assert "人数" in capsys.readouterr().out


def test_there_is_no_roster_of_children(data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    session = created(data_dir, capsys, "--kind", "小学生")
    assert run(data_dir, "roster", "add", session, "--age-band", "u20") == 1
    assert run(data_dir, "roster", "add", session, "--name", CANARY) == 1
    roster = tmp_path / "名簿.csv"
    roster.write_text(f"氏名,年代\n{CANARY},10代\n", encoding="utf-8")
    assert run(data_dir, "roster", "import", session, str(roster)) == 1
    assert counted(data_dir, tmp_path, session, "学年,組,人数\n4,1,30\n") == 0
    out = tmp_path / "out.csv"
    assert run(data_dir, "export", session, "--format", "csv", "--out", str(out)) == 0
    assert run(data_dir, "backup") == 0
    for path in (*data_dir.rglob("*"), out):
        if path.is_file():
            content = path.read_bytes()
            assert not [codec for codec in ("utf-8", "utf-16-le", "cp932") if CANARY.encode(codec) in content], path
