"""Papers of an edition, `curriculum/<edition>/papers/`: worksheets, class paper (TOML), teachers' texts (Markdown)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from supporter_app.content.chapters import read_chapter
from supporter_app.content.decoding import Decoder, Form, Record
from supporter_app.content.manuscript import SLUG, open_manuscript, problems_of
from supporter_app.content.placed import Part, PlacedText
from supporter_app.domain.course import Chapter
from supporter_app.domain.edition import EditionId
from supporter_app.domain.errors import ContentError, Problem
from supporter_app.domain.ruby import RubyText
from supporter_app.domain.school import CLASS_PAPER, ClassPaper, Worksheet

FEWEST_PRINTED, FEWEST_EMPTY, MOST_EMPTY = 2, 3, 8


class WorksheetForm(Form, frozen=True):
    """The keys of a worksheet."""

    version: str
    title: str
    kept: str
    ask: str
    printed: tuple[str, ...]
    empty: int
    comfort: str
    opening: str
    openers: tuple[str, ...]
    card: str


class ClassPaperForm(Form, frozen=True):
    """The keys of a class paper."""

    version: str
    title: str
    lines: tuple[str, ...]
    name: str
    picture: str


@dataclass(frozen=True, slots=True)
class PlacedPaper:
    """A paper as read from its file, with every text on it; those for teachers count as notes."""

    file: str
    name: str
    value: Worksheet | ClassPaper | Chapter
    texts: tuple[PlacedText, ...]


def papers_folder(edition: EditionId) -> str:
    """Name the folder of an edition's papers, from the root of the course."""
    return f"curriculum/{edition}/papers"


def is_worksheet(name: str) -> bool:
    """Tell whether a worksheet may have this name."""
    return bool(SLUG.fullmatch(name)) and name != CLASS_PAPER


def read_worksheet(root: Path, edition: EditionId, name: str) -> Worksheet:
    """Read a worksheet; raises ContentError with everything wrong in it."""
    value = read_paper(root, f"{papers_folder(edition)}/{name}.toml").value
    assert isinstance(value, Worksheet)
    return value


def read_class_paper(root: Path, edition: EditionId) -> ClassPaper:
    """Read the paper a child takes home; raises ContentError with everything wrong in it."""
    value = read_paper(root, f"{papers_folder(edition)}/{CLASS_PAPER}.toml").value
    assert isinstance(value, ClassPaper)
    return value


def read_teacher_text(root: Path, edition: EditionId, name: str) -> Chapter:
    """Read a text for teachers; raises ContentError with everything wrong in it."""
    value = read_paper(root, f"{papers_folder(edition)}/{name}.md").value
    assert isinstance(value, Chapter)
    return value


def read_paper(root: Path, file: str) -> PlacedPaper:
    """Read one paper by its file's ending; raises ContentError with everything wrong in it."""
    name, _, ending = file.rpartition("/")[2].rpartition(".")
    if ending == "md":
        placed = read_chapter(root, file)
        texts = tuple(replace(text, part=Part.NOTE) for page in placed.pages for text in page.texts())
        return PlacedPaper(file, name, placed.chapter, texts)
    problems: list[Problem] = []
    decoder = Decoder(open_manuscript(root, file), problems)
    reading = _Texts(decoder)
    value = (_class_paper if name == CLASS_PAPER else _worksheet)(decoder, reading)
    if value is None or problems:
        raise ContentError(problems_of(ContentError(tuple(problems))))
    return PlacedPaper(file, name, value, tuple(reading.placed))


class _Texts:
    """Reads the markup of the texts of one file, and keeps them with their places."""

    def __init__(self, decoder: Decoder) -> None:
        self.decoder = decoder
        self.top = Record(decoder.manuscript, ())
        self.placed: list[PlacedText] = []

    def one(self, text: str, key: str, part: Part = Part.BODY, *place: int) -> RubyText:
        found = replace(self.decoder.text(text, self.top, key, *place), part=part)
        self.placed.append(found)
        return found.text

    def many(self, texts: tuple[str, ...], key: str, part: Part = Part.BODY) -> tuple[RubyText, ...]:
        return tuple(self.one(text, key, part, number) for number, text in enumerate(texts))


def _worksheet(decoder: Decoder, read: _Texts) -> Worksheet | None:
    form = decoder.head(WorksheetForm)
    if form is None:
        return None
    if len(form.printed) < FEWEST_PRINTED or not form.openers:
        decoder.problems.append(read.top.problem("paper-count", f"printed {len(form.printed)}", "printed"))
    if not FEWEST_EMPTY <= form.empty <= MOST_EMPTY:
        decoder.problems.append(read.top.problem("paper-count", f"empty {form.empty}", "empty"))
    return Worksheet(
        version=form.version,
        title=read.one(form.title, "title", Part.TITLE),
        kept=read.one(form.kept, "kept"),
        ask=read.one(form.ask, "ask"),
        printed=read.many(form.printed, "printed", Part.CELL),
        empty=form.empty,
        comfort=read.one(form.comfort, "comfort"),
        opening=read.one(form.opening, "opening", Part.TITLE),
        openers=read.many(form.openers, "openers", Part.CELL),
        card=read.one(form.card, "card", Part.TITLE),
    )


def _class_paper(decoder: Decoder, read: _Texts) -> ClassPaper | None:
    form = decoder.head(ClassPaperForm)
    if form is None:
        return None
    if not form.lines:
        decoder.problems.append(read.top.problem("paper-count", "lines 0", "lines"))
    return ClassPaper(
        version=form.version,
        title=read.one(form.title, "title", Part.TITLE),
        lines=read.many(form.lines, "lines"),
        name=read.one(form.name, "name", Part.TITLE),
        picture=form.picture,
    )


Attempt = Callable[[Callable[[Path, str], PlacedPaper], str], PlacedPaper | None]


def paper_files(root: Path, edition: EditionId) -> tuple[str, ...]:
    """List the files of an edition's papers."""
    folder = papers_folder(edition)
    found = sorted(path.name for path in (root / folder).glob("*") if path.suffix in {".md", ".toml"})
    return tuple(f"{folder}/{name}" for name in found)
