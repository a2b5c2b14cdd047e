"""Readings drafted for bare kanji: nothing that stands there is lost, and what is marked stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supporter_app.content.drafting import Analyser, draft, markdown, marked, sudachi, toml
from supporter_app.domain.edition import EditionId
from tests.unit.content.conftest import CourseCopy


@pytest.fixture(scope="module")
def analyse() -> Analyser:
    return sudachi()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("友だちの話し方", "{友|とも}だちの{話|はな}し{方|かた}"),
        ("何でも話せる", "{何|なん}でも{話|はな}せる"),
        ("何を言うの", "{何|なに}を{言|い}うの"),
        ("18歳以下", "18{歳|さい}{以下|いか}"),
        ("月曜日に身近な人と", "{月曜日|げつようび}に{身近|みぢか}な{人|ひと}と"),
        ("[39.3%]{fact=x}の{方|かた}", "[39.3%]{fact=x}の{方|かた}"),
        ("困ったら", "{困|こま}ったら"),
        ("ひらがなだけ", "ひらがなだけ"),
        ("一本と三回、六本と百件", "{一本|いっぽん}と{三回|さんかい}、{六本|ろっぽん}と{百件|ひゃっけん}"),
        ("一曲だけ、八時半に", "{一曲|いっきょく}だけ、{八時半|はちじはん}に"),
        ("五人が三日、四つめ", "{五人|ごにん}が{三日|みっか}、{四|よっ}つめ"),
        (
            "声を上げて授業中に外れたと話しおわる",
            "{声|こえ}を{上|あ}げて{授業|じゅぎょう}{中|ちゅう}に{外|はず}れたと{話|はな}しおわる",
        ),
        ("何て言うの、たんじょう日に", "{何|なん}て{言|い}うの、たんじょう{日|び}に"),
    ],
)
def test_words_and_their_readings(analyse: Analyser, text: str, wanted: str) -> None:
    assert marked(text, analyse) == wanted


def test_what_learners_do_not_read_stays(analyse: Analyser) -> None:
    head = '---\nid = "a"\ntitle = "友だち"\n---\n\n{#p1}\n'
    body = "## 話\n\n![絵の中](a)\n\n| 人 |\n\n:::note\n先生へ\n:::\n\n:::think\n心\n:::"
    made = markdown(head + body, analyse)
    assert made.startswith('---\nid = "a"\ntitle = "{友|とも}だち"\n---\n\n{#p1}\n## {話|はなし}\n\n![絵の中](a)\n')
    assert made.endswith("| {人\\|ひと} |\n\n:::note\n先生へ\n:::\n\n:::think\n{心|こころ}\n:::")
    assert toml('id = "人"\ntext = "人"', analyse) == 'id = "人"\ntext = "{人|ひと}"'


@given(st.text(alphabet="友人話し方何でも{}|[]*。18歳%=a ", max_size=30))
def test_only_markup_is_added(text: str) -> None:
    once = marked(text, sudachi_once())
    bare = once.replace("{", "").replace("}", "").replace("|", "")
    assert all(letter in bare for letter in text if letter not in "{}|")
    assert marked(once, sudachi_once()) == once


def sudachi_once() -> Analyser:
    return _KEPT.setdefault("analyser", sudachi())


_KEPT: dict[str, Analyser] = {}


def test_a_whole_edition_is_marked_and_listed(course: CourseCopy, analyse: Analyser) -> None:
    file = "curriculum/upper-elementary/01-introduction.md"
    course.add_page("![絵](home-bench)\n\n蛍を見ます。", chapter=file)
    assert draft(course.root, EditionId("upper-elementary"), analyse) == ()
    assert "{蛍|ほたる}を{見|み}ます。" in course.read(file)
    assert "蛍\tほたる\t*\tdrafted\n" in course.read("curriculum/upper-elementary/readings.lock")


@pytest.mark.parametrize(
    "line",
    [
        "{友|ともだちです。",
        "友|とも}だち",
        "{友人だち",
        "{{友|とも}人|ゆうじん}です。",
        "[三割]{fact=x}の友{",
        "𠮟る",
        "友" * 20_000,
    ],
)
def test_what_is_half_written_or_has_no_reading_stays(analyse: Analyser, line: str) -> None:
    assert marked(line, analyse) == line


def test_the_papers_of_children_are_marked_too(analyse: Analyser) -> None:
    assert toml('lines = [\n    "友だち",\n]\ncard = "切る"', analyse) == (
        'lines = [\n    "{友|とも}だち",\n]\ncard = "{切|き}る"'
    )


UPPER = EditionId("upper-elementary")
LOCK = "curriculum/upper-elementary/readings.lock"
CHAPTER = "curriculum/upper-elementary/01-introduction.md"


@pytest.mark.parametrize(
    ("file", "broken"),
    [
        (CHAPTER, "文".encode("cp932")),
        (CHAPTER, b""),
        (LOCK, "読み".encode("cp932")),
        (LOCK, "人\tひと\t*\tsigned\n".encode()),
        ("curriculum/upper-elementary/lesson.toml", b"title = "),
        ("quizzes/upper-elementary/01-introduction.toml", b"\x00"),
    ],
)
def test_what_was_checked_stays_while_a_file_is_broken(
    course: CourseCopy, analyse: Analyser, file: str, broken: bytes
) -> None:
    course.change(LOCK, "人\tひと\t*\tdrafted", "人\tひと\t*\tchecked 教諭 2026-11-01")
    course.write(file, broken)
    before = (course.root / LOCK).read_bytes()
    problems = draft(course.root, UPPER, analyse)
    assert file in {each.file for each in problems}
    assert (course.root / LOCK).read_bytes() == before
    assert (course.root / file).read_bytes() == broken


@pytest.mark.parametrize(("mark", "ends"), [(b"", "\r\n"), (b"\xef\xbb\xbf", "\n"), (b"\xef\xbb\xbf", "\r\n")])
def test_line_ends_mark_and_notes_stay(course: CourseCopy, analyse: Analyser, mark: bytes, ends: str) -> None:
    course.add_page("![絵](home-bench)\n\n蛍を見ます。", chapter=CHAPTER)
    course.write(LOCK, "# わたしのメモ\n" + course.read(LOCK))
    for file in (CHAPTER, LOCK):
        course.write(file, mark + course.read(file).replace("\n", ends).encode())
    assert draft(course.root, UPPER, analyse) == ()
    for file, words in ((CHAPTER, "{蛍|ほたる}を{見|み}ます。"), (LOCK, "# わたしのメモ")):
        raw = (course.root / file).read_bytes()
        assert raw.startswith(mark + ("---" if file == CHAPTER else "#").encode())
        assert f"{ends}{words}{ends}".encode() in raw
        assert raw.count(b"\n") == raw.count(ends.encode())


@pytest.mark.parametrize(
    "file", ["curriculum/upper-elementary/02-what-is-the-problem.md", "quizzes/upper-elementary/01-introduction.toml"]
)
def test_the_list_of_readings_stays_while_a_file_is_away(course: CourseCopy, analyse: Analyser, file: str) -> None:
    before = course.read(LOCK)
    (course.root / file).unlink()
    assert [(each.file, each.code) for each in draft(course.root, UPPER, analyse)] == [(file, "file-missing")]
    assert course.read(LOCK) == before
