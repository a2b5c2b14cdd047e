"""The commands of those who hold courses, from an empty folder to an erased name: what they print and how they end."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supporter_app.bootstrap import compose
from supporter_app.cli.main import main
from supporter_app.domain.errors import FileFull
from supporter_app.services.backups import Backups

CREATE = [
    *("session", "create", "--title", "講座", "--edition", "general", "--date", "2026-08-20"),
    *("--start", "14:00", "--end", "15:30", "--place", "公民館", "--lecturer", "講師"),
]
KEYS = {
    *("number", "name", "kana", "age_band", "sex", "category", "status"),
    *("late_minutes", "early_minutes", "eligible", "reason"),
}
PASSPHRASE = "ひみつの ことば 十二文字"  # noqa: S105 - of this test alone
NAMES = ("𠮷田 濵子", "José Álvarez", "=SUM(1,1)")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command; gives its exit code and what it printed."""

    def running(*words: object) -> tuple[int, str, str]:
        code = main([str(each) for each in words])
        printed = capsys.readouterr()
        assert "Traceback" not in printed.err
        return code, printed.out, printed.err

    return running


@pytest.fixture
def ask(run: Run) -> Callable[..., Any]:
    """Run one command that must be done, and give its answer as JSON."""

    def asking(*words: object) -> Any:
        code, out, err = run("--json", *words)
        assert code == 0, err
        return json.loads(out)

    return asking


@pytest.fixture
def session(ask: Callable[..., Any]) -> str:
    """Hold a session whose names are kept until the report, with three people."""
    made = str(ask(*CREATE, "--names", "until-report")["id"])
    for name in NAMES:
        ask("roster", "add", made, "--name", name, "--age-band", "30s")
    return made


def test_a_roll_from_beginning_to_end(ask: Callable[..., Any], session: str) -> None:
    """Numbers from one in the order of the roster; who may get the paper, and why not."""
    rows = ask("roster", "list", session)["rows"]
    assert [(row["number"], row["name"], row["status"]) for row in rows] == [
        (number, name, "planned") for number, name in enumerate(NAMES, start=1)
    ]
    assert all(set(row) >= KEYS for row in rows)
    ask("attendance", "mark", session, "--all-present", "--absent", "3", "--late", "2=20")
    rows = ask("attendance", "show", session)["rows"]
    assert [row["status"] for row in rows] == ["present", "partial", "absent"]
    assert [row["late_minutes"] for row in rows] == [0, 20, 0]
    assert [row["eligible"] for row in rows] == [True, False, False]
    assert rows[0]["reason"] is None
    assert "遅刻" in rows[1]["reason"]
    assert ask("session", "close", session)["completed"] == 1
    assert ask("session", "show", session[:6])["completed"] == 1


def test_a_mistake_is_put_right(ask: Callable[..., Any], session: str) -> None:
    """Marking again changes the mark, also after the session was closed."""
    ask("attendance", "mark", session, "--all-present")
    ask("session", "close", session)
    ask("attendance", "mark", session, "--absent", "1-2")
    assert [row["status"] for row in ask("attendance", "show", session)["rows"]] == ["absent", "absent", "present"]
    assert ask("session", "show", session)["completed"] == 1


def test_a_mistake_is_taken_back(run: Run, ask: Callable[..., Any], session: str) -> None:
    """A mark, so that the person counts as not called; a walk-in, only after a yes, with the name."""
    ask("attendance", "mark", session, "--all-present")
    assert ask("attendance", "mark", session, "--planned", "2,3")["changed"] == 2
    assert [row["status"] for row in ask("attendance", "show", session)["rows"]] == ["present", "planned", "planned"]
    assert run("roster", "take-off", session, "2")[0] == 1
    assert len(ask("roster", "list", session)["rows"]) == 3
    assert ask("roster", "take-off", session, "2", "--yes")["people"] == 1
    assert [row["number"] for row in ask("roster", "list", session)["rows"]] == [1, 3]
    code, _, err = run("roster", "take-off", session, "2", "--yes")
    assert code == 1
    assert "2" in err
    nameless = ask(*CREATE)["id"]
    ask("roster", "add", nameless)
    code, out, _ = run("roster", "take-off", nameless, "1", "--yes")
    assert code == 0
    assert "名前" not in out


@pytest.mark.parametrize(
    "words",
    [
        ("attendance", "mark", "{session}", "--absent", "9"),
        ("attendance", "mark", "{session}", "--planned", "9"),
        ("attendance", "mark", "{session}", "--planned", "1", "--absent", "1"),
        ("attendance", "mark", "{session}", "--present", "1", "--absent", "1"),
        ("session", "show", "ffff"),
        ("session", "show", "x"),
        ("roster", "add", "{session}", "--name", "山\u202e田"),
        ("erase", "person", "ffffffff", "--yes"),
        ("erase", "session", "{session}"),
        ("session", "create", *CREATE[2:], "--names", "kept"),
        ("session", "create", *CREATE[2:], "--kind", "小学生", "--names", "until-report"),
        ("export", "ffff", "--out", "{folder}/a.xlsx"),
        ("restore", "{folder}/none.sqlite", "--yes"),
        ("roster", "import", "{session}", "{folder}/none.csv"),
    ],
)
def test_what_cannot_be_done_is_refused_in_three_sentences(
    run: Run, session: str, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """Exit code 1, or 3 where the computer stands in the way; nothing on standard output."""
    code, out, err = run(*(each.format(session=session, folder=tmp_path) for each in words))
    assert code in {1, 3}
    assert out == ""
    assert len([line for line in err.splitlines() if line.endswith(("。", "か。"))]) >= 3


@pytest.mark.parametrize(
    "words",
    [
        ("attendance", "mark", "{session}", "--late", "x=y"),
        ("session", "create", "--title", "T"),
        ("session", "create", *CREATE[2:], "--passphrase", "secret"),
        ("roster", "add", "{session}", "--age-band", "31"),
        ("export", "{session}", "--format", "pdf", "--out", "x"),
        ("frobnicate",),
    ],
)
def test_words_that_are_not_understood(run: Run, session: str, words: tuple[str, ...]) -> None:
    """Exit code 2; a passphrase is never taken as an argument."""
    code, _, err = run(*(each.format(session=session) for each in words))
    assert code == 2
    assert err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("session", "create", "--title", "T"), "--edition"),
        (("session", "create", *CREATE[2:], "--date", "令和8年8月20日"), "--date"),
        (("session", "create", *CREATE[2:], "--start", "2時"), "--start"),
        (("session", "create", *CREATE[2:], "--route", "50"), "45、60、90"),
        (("attendance", "mark", "{session}", "--late", "x"), "--late"),
        (("attendance", "mark", "{session}", "--late"), "--late"),
        (("attendance", "mark", "{session}", "--all-present=3"), "--all-present"),
        (("session", "show"), "ID"),
        (("session", "show", "{session}", "more"), "more"),
    ],
)
def test_a_wrong_word_is_named_as_it_is_typed(run: Run, session: str, words: tuple[str, ...], said: str) -> None:
    """With what it is for or what can stand there, and never in the words of the library."""
    code, _, err = run(*(each.format(session=session) for each in words))
    assert code == 2
    assert said in err
    assert not any(english in err for english in ("Invalid", "Got", "requires", "match", "does not"))


def test_a_file_that_comes_twice_is_told_behind_the_passphrase(
    run: Run, ask: Callable[..., Any], tmp_path: Path
) -> None:
    """Names in the vault are compared once it is open."""
    word, file = tmp_path / "word", tmp_path / "名簿.csv"
    word.write_text(PASSPHRASE, encoding="utf-8")
    file.write_text("氏名\n見本 花子\n", encoding="utf-8")
    kept = ask(*CREATE, "--names", "kept", "--passphrase-file", word)["id"]
    assert ask("roster", "import", kept, file, "--passphrase-file", word)["problems"] == []
    again = ask("roster", "import", kept, file, "--dry-run", "--passphrase-file", word)["problems"]
    assert again == [{"row": 2, "column": "氏名", "code": "on-roster"}]
    assert run("roster", "import", kept, file, "--dry-run")[0] == 0


def test_a_roll_call_of_nobody_is_refused(run: Run, session: str) -> None:
    """It would look as if it had been done."""
    assert run("attendance", "mark", session)[0] == 1
    assert run("attendance", "mark", session, "--absent", "")[0] == 1


def test_a_file_ends_as_what_it_is(run: Run, ask: Callable[..., Any], session: str, tmp_path: Path) -> None:
    """A table into .csv is one unless another form is asked for; nothing is written under the name of another kind."""
    out = tmp_path / "出欠.CSV"
    assert len(ask("export", session, "--out", out)["files"]) == 1 + 1
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    assert ask("export", session, "--out", tmp_path / "出欠")["files"] == [str(tmp_path / "出欠")]
    for words in (
        ("export", session, "--format", "xlsx", "--out", tmp_path / "a.csv"),
        ("export", session, "--format", "csv-cp932", "--out", tmp_path / "a.xlsx"),
        ("course", "export", "--edition", "general", "--format", "handout", "--out", tmp_path / "a.docx"),
        ("course", "export", "--edition", "junior-high", "--format", "letter", "--out", tmp_path / "a.xlsx"),
    ):
        assert run(*words)[0] == 1
    assert not list(tmp_path.glob("a.*"))


def test_a_table_whose_description_cannot_be_written_is_not_there(run: Run, session: str, tmp_path: Path) -> None:
    """The name of the second file is too long for the disk."""
    code, _, err = run("export", session, "--format", "csv", "--out", tmp_path / f"{'a' * 249}.csv")
    assert code == 3
    assert err
    assert not list(tmp_path.glob("a*"))


@pytest.mark.parametrize(
    "name", ["supporter.sqlite", "Supporter.sqlite-journal", "log-on-key", "backups/keys", "x/../supporter.sqlite"]
)
def test_nothing_is_written_over_the_records(run: Run, session: str, data_dir: Path, name: str) -> None:
    """A slip in a path would take records and keys away; a file beside them may be written."""
    (data_dir / "x").mkdir()
    before = {each: each.read_bytes() for each in data_dir.rglob("*") if each.is_file()}
    for words in (
        ("backup",),
        ("export", session),
        ("export", session, "--names", "--format", "csv"),
        ("review", "export", "general"),
        ("course", "export", "--edition", "lower-elementary", "--format", "guide"),
        (*CREATE, "--names", "kept", "--recovery-out"),
    ):
        option = () if words[-1] == "--recovery-out" else ("--out",)
        code, _, err = run(*words, *option, data_dir / name)
        assert code == 1
        assert err
    assert {each: each.read_bytes() for each in data_dir.rglob("*") if each.is_file()} == before
    assert run("export", session, "--out", data_dir / "出欠.xlsx")[0] == 0
    assert run("backup", "--out", data_dir / "控え.sqlite")[0] == 0


def test_a_name_that_is_too_long_is_said_to_be(run: Run, session: str) -> None:
    """Not that signs in it could not be seen."""
    assert "60" in run("roster", "add", session, "--name", "あ" * 61)[2]


def test_a_folder_is_no_roster(run: Run, session: str, tmp_path: Path) -> None:
    """Nobody is told that something could not be written."""
    code, _, err = run("roster", "import", session, tmp_path)
    assert code == 3
    assert err.startswith(run("restore", tmp_path, "--yes")[2].partition("\n")[0])


def test_the_last_day_of_names_is_shown(run: Run, ask: Callable[..., Any], session: str) -> None:
    """Once the report is done, and not after they went."""
    until = ask("session", "reported", session)["names_until"]
    assert until in run("session", "show", session)[1]
    ask("erase", "session", session, "--yes")
    assert until not in run("session", "show", session)[1]
    assert ask("session", "reported", session)["names_until"] is None


def test_a_roster_from_a_file(run: Run, ask: Callable[..., Any], tmp_path: Path) -> None:
    """All or nobody; a dry run writes nothing; a session without names says so."""
    file = tmp_path / "名簿.csv"
    file.write_bytes("氏名,年代,性別\n山田 花子,30代,女\n髙橋 﨑,60代,男\n".encode("cp932"))
    named = ask(*CREATE, "--names", "until-report")["id"]
    assert ask("roster", "import", named, file, "--dry-run")["taken"] == 0
    assert ask("roster", "list", named)["rows"] == []
    assert ask("roster", "import", named, file)["taken"] == 2
    rows = ask("roster", "list", named)["rows"]
    assert [(row["name"], row["age_band"], row["sex"]) for row in rows] == [
        ("山田 花子", "30s", "female"),
        ("髙橋 﨑", "60s", "male"),
    ]
    file.write_text("氏名\n山田 次郎\n山\u200b田\n", encoding="utf-8")
    code, out, _ = run("--json", "roster", "import", named, file)
    assert code == 1
    assert json.loads(out)["problems"][0]["row"] == 3
    assert len(ask("roster", "list", named)["rows"]) == 2
    nameless = ask(*CREATE)["id"]
    code, _, err = run("roster", "import", nameless, file)
    assert code == 1
    assert "名前" in err


def test_a_head_count_from_a_file(run: Run, ask: Callable[..., Any], tmp_path: Path) -> None:
    """The headings of the contract; a number that is none takes nothing."""
    made = ask(*CREATE)["id"]
    file = tmp_path / "count.csv"
    file.write_text("age_band,sex,category,count\n20s,female,住民,12\n70plus,male,,3\n", encoding="utf-8")
    assert ask("attendance", "headcount", made, file)["counted"] == 15
    assert ask("session", "show", made)["counted"] == 15
    file.write_text("age_band,count\n20s,many\n", encoding="utf-8")
    assert run("attendance", "headcount", made, file)[0] == 1
    assert ask("session", "show", made)["counted"] == 15


def test_names_under_a_passphrase(run: Run, ask: Callable[..., Any], tmp_path: Path) -> None:
    """Founded with the first session; without the passphrase the roll goes on and the name is null."""
    secret, paper = tmp_path / "secret", tmp_path / "code.pdf"
    secret.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    made = ask(*CREATE, "--names", "kept", "--passphrase-file", secret, "--recovery-out", paper)["id"]
    assert paper.read_bytes().startswith(b"%PDF")
    ask("roster", "add", made, "--name", NAMES[0], "--passphrase-file", secret)
    assert ask("roster", "list", made)["rows"][0]["name"] is None
    assert ask("roster", "list", made, "--passphrase-file", secret)["rows"][0]["name"] == NAMES[0]
    ask("attendance", "mark", made, "--all-present")
    assert "保管庫を閉じている" in run("doctor")[1]
    assert "どれも、かぎで開けます" in run("doctor", "--passphrase-file", secret)[1]
    code, _, err = run("roster", "add", made, "--name", NAMES[1])
    assert code == 1
    assert err
    secret.write_text("not the passphrase\n", encoding="utf-8")
    assert run("doctor", "--passphrase-file", secret)[0] == 1
    assert run("roster", "list", made, "--passphrase-file", secret)[0] == 1


def test_names_locked_in_the_window_are_locked_for_commands(
    run: Run, ask: Callable[..., Any], session: str, data_dir: Path
) -> None:
    """Those of this log-on have no passphrase to ask for; the window opens them again."""
    window = compose(data_dir)
    window.names.lock()
    assert {row["name"] for row in ask("roster", "list", session)["rows"]} == {None}
    assert run("roster", "add", session, "--name", NAMES[0])[0] == 1
    assert run("export", session, "--out", data_dir / "a.xlsx", "--names")[0] == 1
    window.names.reopen()
    window.close()
    assert {row["name"] for row in ask("roster", "list", session)["rows"]} == set(NAMES)


def test_an_erased_name_is_nowhere(run: Run, ask: Callable[..., Any], session: str, data_dir: Path) -> None:
    """Neither in the answer nor in any file, in any of the encodings names are written in; counts stay."""
    ask("backup")
    ask("attendance", "mark", session, "--all-present")
    person = ask("roster", "list", session)["rows"][0]["person"]
    assert run("erase", "person", person)[0] == 1
    assert ask("erase", "person", person, "--yes")["people"] == 1
    rows = ask("roster", "list", session)["rows"]
    assert [row["name"] for row in rows] == [None, *NAMES[1:]]
    assert [row["status"] for row in rows] == ["present"] * 3
    ask("erase", "session", session, "--yes")
    assert {row["name"] for row in ask("roster", "list", session)["rows"]} == {None}
    for file in data_dir.rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        for codec in ("utf-8", "utf-16-le", "utf-16-be", "cp932"):
            for name in NAMES:
                assert name.encode(codec, "ignore") not in content, file.name


def test_names_go_fourteen_days_after_the_report(ask: Callable[..., Any], run: Run, session: str) -> None:
    """Said when the report is done, and when they went."""
    assert ask("session", "reported", session, "--on", "2026-09-01")["names_until"] == "2026-09-15"
    _, _, err = run("session", "list")
    assert "講座" in err
    assert ask("session", "show", session)["names_erased"]


def test_names_that_cannot_go_yet_keep_nobody_from_the_work(
    ask: Callable[..., Any], run: Run, session: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backup comes first; where none can be made the names stay, that is said, and they go the next time."""

    def full(_: Backups) -> None:
        raise FileFull(Path("/x"), "")

    ask("session", "reported", session, "--on", "2026-09-01")
    with monkeypatch.context() as patched:
        patched.setattr(Backups, "make", full)
        code, out, err = run("roster", "list", session)
    assert code == 0
    assert NAMES[0] in out
    assert "空き" in err
    code, out, err = run("roster", "list", session)
    assert code == 0
    assert NAMES[0] not in out
    assert "講座" in err


def test_backup_restore_and_doctor(run: Run, ask: Callable[..., Any], session: str, tmp_path: Path) -> None:
    """Going back asks, or takes --yes; the check-up ends with 0."""
    out = tmp_path / "out.sqlite"
    assert ask("backup", "--out", out)["path"] == str(out)
    ask("roster", "add", session)
    assert run("restore", out)[0] == 1
    assert len(ask("roster", "list", session)["rows"]) == 4
    assert ask("restore", out, "--yes")["names"] == len(NAMES)
    assert len(ask("roster", "list", session)["rows"]) == len(NAMES)
    assert {each["state"] for each in ask("doctor")["findings"]} == {"fine"}
    assert {each["state"] for each in ask("doctor", "--repair")["findings"]} == {"fine"}


def test_files_for_people(ask: Callable[..., Any], run: Run, session: str, tmp_path: Path) -> None:
    """Exactly where it says; without --names none; CP932 lists what it cannot hold."""
    out = tmp_path / "a.csv"
    assert ask("export", session, "--format", "csv", "--out", out)["named"] == 0
    assert NAMES[0] not in out.read_text(encoding="utf-8-sig")
    assert ask("export", session, "--format", "csv", "--out", out, "--names")["named"] == len(NAMES)
    assert NAMES[0] in out.read_text(encoding="utf-8-sig")
    code, _, err = run("export", session, "--format", "csv-cp932", "--out", tmp_path / "b.csv", "--names")
    assert code == 1
    assert "U+20BB7" in err
    assert not (tmp_path / "b.csv").exists()
    words = ("export", session, "--format", "csv-cp932", "--out", tmp_path / "b.csv", "--names")
    assert ask(*words, "--substitute", "𠮷=吉", "--substitute", "é=e", "--substitute", "Á=A")["rows"] == len(NAMES)


def test_a_folder_nobody_may_write_to(run: Run, tmp_path: Path) -> None:
    """Exit code 3, and a sentence that names the place."""
    place = tmp_path / "file"
    place.write_text("no folder", encoding="utf-8")
    code, _, err = run("--data-dir", place / "records", *CREATE)
    assert code == 3
    assert "file" in err


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=12), max_size=5))
def test_odd_words_never_end_in_a_traceback(run: Run, words: list[str]) -> None:
    """Whatever is typed after the commands."""
    for command in (("session", "show"), ("attendance", "mark"), ("roster", "add"), ("erase", "person"), ("export",)):
        assert run(*command, *words)[0] in {0, 1, 2, 3}
