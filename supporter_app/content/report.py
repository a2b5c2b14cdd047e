"""The report on the course: how much there is in each edition, and how hard every page is to read."""

from collections.abc import Iterator
from pathlib import Path

from supporter_app.content.checks.material import EditionMaterial, gather, stem
from supporter_app.content.kanji import read_kanji
from supporter_app.content.levels import LEVELS, Level, PageLevel, page_level
from supporter_app.domain.edition import Edition
from supporter_app.domain.errors import ContentError, Problem
from supporter_app.domain.furigana import KNOWS_SCHOOL_KANJI, REPEATS, KanjiTable, known_before

HEAD = """# 教材のやさしさの記録 / How hard each page is to read

`supporter content report --out docs/course-report.md` が書いた表です。
決まり(関門)をこえるページがあると、検査が止まります。
「文」は文の数、「中」「長」は一文の字数の中央値と最大(空白は数えません)、「ひ」は文字のうちのひらがなの割合、
「やさしさ」はjreadability(大きいほどやさしい)です。
「習う前の漢字」は、その版のいちばん下の学年が、前の学年までに習っていない漢字の種類です。
習う前の漢字には、どれにもふりがながあります。本文もふりがなも、まだだれの確認も受けていない下書きです。
"""
GATES = "関門: 中央値{median}字・最大{longest}字・ひらがな{hiragana}以上・やさしさ{ease}以上"
COLUMNS = "| ページ | 文 | 中 | 長 | ひ | やさしさ | 習う前の漢字 |\n|---|---|---|---|---|---|---|"


def report(root: Path) -> str:
    """Write the report as Markdown; raises ContentError where a file of the course cannot be read."""
    problems: list[Problem] = []
    material = gather(root, problems)
    if problems:
        raise ContentError(tuple(problems))
    kanji = read_kanji(root)
    gated = [(each, each.contents) for each in material.editions if each.id in LEVELS and each.contents is not None]
    tables = ("\n".join(_edition(each, contents, LEVELS[each.id], kanji)) for each, contents in gated)
    return "\n\n".join([HEAD, *tables]) + "\n"


def _edition(edition: EditionMaterial, contents: Edition, level: Level, kanji: KanjiTable) -> Iterator[str]:
    yield f"## {contents.name}({edition.id}、教材の版 {contents.version})\n"
    hiragana = f"{level.hiragana:.0%}" if level.hiragana else "―"
    gates = GATES.format(median=level.median, longest=level.longest, hiragana=hiragana, ease=level.ease)
    yield f"{gates}\n"
    yield COLUMNS
    known = known_before(contents.grades[0]) if contents.grades else KNOWS_SCHOOL_KANJI
    for chapter in edition.chapters:
        for page in chapter.pages:
            yield _row(f"{stem(chapter.file)}/{page.id}", page_level(page), known, kanji)


def _row(name: str, found: PageLevel, known: int, kanji: KanjiTable) -> str:
    above = sum(1 for letter in found.kanji - {REPEATS} for _above in kanji.above(letter, known))
    ease = "―" if found.ease is None else f"{found.ease:.1f}"
    cells = (name, found.sentences, f"{found.median:g}", found.longest, f"{found.hiragana:.0%}", ease, above)
    return f"| {' | '.join(map(str, cells))} |"
