"""The command that writes papers of the course: `supporter course export`."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from supporter_app.cli.frame import DONE, Call, Command, Group, Option
from supporter_app.cli.records import answer, refuse_other_ending, refuse_own
from supporter_app.domain.furigana import KNOWS_SCHOOL_KANJI, Furigana, FuriganaChoice
from supporter_app.domain.lesson import LENGTHS
from supporter_app.domain.school import SlideShape
from supporter_app.i18n import N_, _

if TYPE_CHECKING:
    from supporter_app.domain.edition import EditionId
    from supporter_app.services.school import FileKind, SchoolPapers

NONE, ALL = "none", "all"
CLASSES = tuple(str(year) for year in range(1, KNOWS_SCHOOL_KANJI + 2))
"""A class of year n knows the kanji of the years before it; 7 is junior high school."""
PAPERS = ("a4", "a3")
SHAPES = {"16:9": SlideShape.WIDE, "4:3": SlideShape.OLD}
SCHOOL_SET = "school-set"
PDF, DOCX = ".pdf", ".docx"
EDITABLE = frozenset({"guide", "plan", "letter"})
"""Papers that a school may want to change."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the options of a call ask for."""

    edition: "EditionId"
    choice: FuriganaChoice | None
    minutes: int
    paper: str
    kind: "FileKind"
    shape: SlideShape


MAKERS: dict[str, Callable[["SchoolPapers", Wish], bytes]] = {
    "handout": lambda school, wish: school.handout(wish.edition, wish.choice),
    "kamishibai": lambda school, wish: school.kamishibai(wish.edition, wish.paper),
    "worksheet": lambda school, wish: school.worksheet(wish.edition, wish.choice),
    "class-paper": lambda school, wish: school.class_paper(wish.edition, wish.choice),
    "lesson": lambda school, wish: school.slides(wish.edition, wish.minutes, wish.shape, wish.choice),
    "guide": lambda school, wish: school.guide(wish.edition, wish.kind),
    "plan": lambda school, wish: school.plan(wish.edition, wish.minutes, wish.kind),
    "letter": lambda school, wish: school.letter(wish.edition, wish.kind),
}
FORMATS = (*MAKERS, SCHOOL_SET)


def choice_of(word: str | None) -> FuriganaChoice | None:
    """Read the option: none, all, or the year of the class; without it the edition decides."""
    if word is None:
        return None
    if word in {NONE, ALL}:
        return FuriganaChoice(Furigana.NONE if word == NONE else Furigana.ALL)
    return FuriganaChoice(Furigana.BY_GRADE, int(word) - 1)


@click.group(cls=Group, help=N_("help: take the course out of the program"))
def course() -> None:
    """Hold the commands that take the course out."""


@course.command("export", cls=Command, help=N_("help: write a paper of the course into a file"))
@click.option("--edition", required=True, cls=Option, help=N_("help: id of the edition"))
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    required=True,
    cls=Option,
    help=N_("help: which paper"),
)
@click.option("--out", type=click.Path(path_type=Path), required=True, cls=Option, help=N_("help: where it is written"))
@click.option(
    "--furigana",
    type=click.Choice((NONE, ALL, *CLASSES)),
    cls=Option,
    help=N_("help: furigana: none, all, or the school year of the class (7 is junior high)"),
)
@click.option(
    "--minutes",
    type=click.Choice(tuple(map(str, LENGTHS))),
    default=str(max(LENGTHS)),
    cls=Option,
    help=N_("help: minutes of the lesson"),
)
@click.option("--paper", type=click.Choice(PAPERS), default="a4", cls=Option, help=N_("help: size of picture cards"))
@click.option(
    "--screen",
    type=click.Choice(tuple(SHAPES)),
    default="16:9",
    cls=Option,
    help=N_("help: shape of a lesson's pages"),
)
@click.pass_obj
def export(  # noqa: PLR0913 - one argument an option
    call: Call, *, edition: str, form: str, out: Path, furigana: str | None, minutes: str, paper: str, screen: str
) -> int:
    """Make one paper and write it whole; a file that ends in .docx is one for a word processor."""
    from supporter_app.bootstrap import compose
    from supporter_app.domain.edition import EditionId
    from supporter_app.services.school import FileKind

    if form != SCHOOL_SET:
        refuse_other_ending(out, *(PDF, DOCX) if form in EDITABLE else (PDF,))
    refuse_own(call, out)
    kind = FileKind.DOCX if out.suffix.lower() == DOCX else FileKind.PDF
    wish = Wish(EditionId(edition), choice_of(furigana), int(minutes), paper, kind, SHAPES[screen])
    written = _write(compose(None).school, form, wish, out.absolute())
    lines = (_("export: written: {path}").format(path=each) for each in written)
    answer(call, {"files": list(map(str, written))}, *lines)
    return DONE


def _write(school: "SchoolPapers", form: str, wish: Wish, target: Path) -> tuple[Path, ...]:
    """Write the one paper, or the folder with all of them; gives what was written."""
    if form != SCHOOL_SET:
        from supporter_app.files import write_whole

        write_whole(target, MAKERS[form](school, wish))
        return (target,)
    from supporter_app.services.school_set import SchoolSet

    made = SchoolSet(school, wish.edition, wish.minutes, wish.shape, wish.choice)
    return tuple(target / name for name in made.write(target))
