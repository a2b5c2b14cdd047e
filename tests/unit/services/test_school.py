"""Papers for a school from the real course: what stands on them, how many pages they have, and what they refuse."""

from datetime import UTC, datetime
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped] # it comes without types
import pytest

from supporter_app.content.library import Library
from supporter_app.documents.preview import text_of
from supporter_app.domain.course import SceneBlock
from supporter_app.domain.edition import EditionId
from supporter_app.domain.errors import RequestRefused
from supporter_app.domain.furigana import Furigana, FuriganaChoice
from supporter_app.services.consultation import Consultation
from supporter_app.services.school import FileKind, SchoolPapers

UPPER, JUNIOR, LOWER = map(EditionId, ("upper-elementary", "junior-high", "lower-elementary"))
GENERAL, EASY = map(EditionId, ("general", "easy-japanese"))
NOON = datetime(2026, 11, 30, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def school() -> SchoolPapers:
    """Give the service over the real course."""
    library = Library(Path(__file__).resolve().parents[3])
    return SchoolPapers(library, Consultation(library, lambda: NOON))


DOCX_MAGIC = b"PK"


def pages_of(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def page_texts(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [document[number].get_textpage().get_text_range() for number in range(len(document))]
    finally:
        document.close()


@pytest.mark.parametrize("edition", [UPPER, JUNIOR, LOWER, GENERAL])
def test_a_handout_holds_the_whole_edition(school: SchoolPapers, edition: EditionId) -> None:
    pdf = school.handout(edition)
    words = "".join(text_of(pdf).split())
    contents = school.library.edition(edition)
    for entry in contents.chapters:
        for page in school.library.chapter(edition, entry.id).pages:
            assert "".join(page.title.plain().split()) in words
    for number in ("0120-0-78310", "0120-99-7777", contents.version, "内閣府の公式教材ではありません"):
        assert number in words
    assert pdf == school.handout(edition), "the same values give the same bytes"


@pytest.mark.parametrize("edition", [UPPER, JUNIOR, EASY, GENERAL])
def test_a_handout_holds_every_scene_to_its_end(school: SchoolPapers, edition: EditionId) -> None:
    words = "".join(text_of(school.handout(edition, FuriganaChoice(Furigana.NONE))).split())
    chapters = [school.library.chapter(edition, entry.id) for entry in school.library.edition(edition).chapters]
    blocks = [block for chapter in chapters for page in chapter.pages for block in page.blocks]
    found = [block.scene for block in blocks if isinstance(block, SceneBlock)]
    assert found
    for scene in (school.library.scene(edition, name) for name in found):
        for step in scene.steps:
            for text in (step.text, *(part for reply in step.replies for part in (reply.text, reply.feedback))):
                assert "".join(text.plain().split())[:12] in words, (scene.id, step.id)


@pytest.mark.parametrize(("edition", "for_all"), [(GENERAL, True), (EASY, True), (UPPER, False), (LOWER, False)])
def test_the_help_lines_at_the_end_are_for_those_who_read(
    school: SchoolPapers, edition: EditionId, *, for_all: bool
) -> None:
    ends = [[each.reach for each in box.entries] for box in school.source.handout(edition).helped]
    assert "0120-0-78310" in ends[-1]
    assert [len(ends), any("0120-279-338" in end for end in ends)] == [1 + for_all, for_all]


def test_a_handout_shows_the_activities_its_page_asks_for(school: SchoolPapers) -> None:
    words = "".join(text_of(school.handout(GENERAL)).split())
    kinds = {each.kind: each.title for each in reversed(school.library.activities())}
    for kind in ("case", "model-project", "company"):
        assert "".join(kinds[kind].split())[:10] in words, kind


@pytest.mark.parametrize("edition", [UPPER, JUNIOR])
def test_worksheet_and_class_paper_have_one_page(school: SchoolPapers, edition: EditionId) -> None:
    sheet = school.worksheet(edition)
    assert (pages_of(sheet), pages_of(school.class_paper(edition))) == (1, 1)
    words = text_of(sheet)
    for part in ("保健室の先生", "相談の電話の人", "だいじょうぶ", "0120-0-78310", "きりとり"):
        assert part in words
    assert "こども" in words or "子供" in words


def test_furigana_follows_the_class(school: SchoolPapers) -> None:
    def words(choice: FuriganaChoice) -> str:
        return text_of(school.worksheet(UPPER, choice))

    assert "そうだん" not in words(FuriganaChoice(Furigana.NONE))
    assert "そうだん" in words(FuriganaChoice(Furigana.ALL))
    assert "ほけんしつ" in words(FuriganaChoice(Furigana.BY_GRADE, 3))
    assert "はな" not in words(FuriganaChoice(Furigana.BY_GRADE, 3))


def test_the_title_of_a_handout_can_be_read(school: SchoolPapers) -> None:
    title = school.source.handout(EASY).course
    assert title.spoken() == "ひととのつながりのこうざ"


@pytest.mark.parametrize("edition", [GENERAL, LOWER])
def test_an_edition_without_a_lesson_has_no_worksheet(school: SchoolPapers, edition: EditionId) -> None:
    with pytest.raises(RequestRefused) as caught:
        school.worksheet(edition)
    assert caught.value.code == "no-lesson-papers"


def test_an_unknown_edition_is_refused(school: SchoolPapers) -> None:
    with pytest.raises(RequestRefused) as caught:
        school.handout(EditionId("../secret"))
    assert caught.value.code == "no-such-edition"


@pytest.mark.parametrize("edition", [UPPER, JUNIOR, LOWER])
def test_the_guide_is_one_page(school: SchoolPapers, edition: EditionId) -> None:
    pdf = school.guide(edition)
    assert pages_of(pdf) == 1
    words = "".join(text_of(pdf).split())
    for part in ("合意", "秘密の約束をしない", "ひとりにしない", "189", "確認は、まだ受けていません"):
        assert part in words
    assert school.guide(edition, FileKind.DOCX).startswith(DOCX_MAGIC)


@pytest.mark.parametrize("edition", [UPPER, JUNIOR])
@pytest.mark.parametrize("length", [40, 45])
def test_the_plan_is_reckoned_from_the_lesson(school: SchoolPapers, edition: EditionId, length: int) -> None:
    words = "".join(text_of(school.plan(edition, length)).split())
    for timed in school.library.lesson(edition).route(length):
        assert f"{timed.begins}〜{timed.begins + timed.minutes}分" in words
    assert f"{length}分" in words
    announced = {UPPER: "「ひみつにして」と言われたら", JUNIOR: "「消えたい」と言われたら"}[edition]
    assert f"分ごろ{announced}" in words
    for part in (
        "本時の目標",
        "準備",
        "展開",
        "学習活動",
        "指導上の留意点",
        "評価",
        "点数、発言、感想では評価しません",
    ):
        assert part in words, "the form that teachers know"
    assert "ワークシート「話せそうな人」人数分" in words
    assert pages_of(school.plan(edition, length)) == 2, "one sheet, printed on both sides"


def test_another_length_is_refused(school: SchoolPapers) -> None:
    with pytest.raises(RequestRefused) as caught:
        school.plan(UPPER, 50)
    assert caught.value.code == "no-such-length"


@pytest.mark.parametrize("edition", [UPPER, JUNIOR])
def test_the_letter_leaves_the_school_blank(school: SchoolPapers, edition: EditionId) -> None:
    words = text_of(school.letter(edition))
    assert "○○学校" in words
    assert pages_of(school.letter(edition)) == 1


def test_only_the_youngest_have_picture_cards(school: SchoolPapers) -> None:
    assert pages_of(school.kamishibai(LOWER)) == 26
    words = "".join(text_of(school.kamishibai(LOWER)).split())
    assert "4.つなぐ。その日のうちに" in words, "what to do when a child speaks up lies with the cards"
    with pytest.raises(RequestRefused) as caught:
        school.kamishibai(UPPER)
    assert caught.value.code == "no-picture-cards"


@pytest.mark.parametrize("edition", [UPPER, JUNIOR])
def test_help_lines_stand_on_every_page_that_children_hold(school: SchoolPapers, edition: EditionId) -> None:
    """At the foot of handout and class paper, on the card of the worksheet, and on every slide."""
    told = [each.reach for each in school.source.at_the_foot()]
    assert len(told) == 2
    choice = FuriganaChoice(Furigana.ALL)
    papers = (school.handout(edition, choice), school.class_paper(edition, choice), school.worksheet(edition))
    for pdf in (*papers, school.slides(edition, 45)):
        for words in page_texts(pdf):
            assert all(reach in words for reach in told)
