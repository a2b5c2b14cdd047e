"""The command that writes papers of the course: `supporter course export`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from supporter_app.cli.frame import DONE, Call, Command, Group, Option
from supporter_app.cli.records import answer
from supporter_app.domain.furigana import KNOWS_SCHOOL_KANJI, Furigana, FuriganaChoice
from supporter_app.i18n import N_, _

if TYPE_CHECKING:
    from supporter_app.domain.edition import EditionId
    from supporter_app.services.school import SchoolPapers

NONE, ALL = "none", "all"
CLASSES = tuple(str(year) for year in range(1, KNOWS_SCHOOL_KANJI + 2))
"""A class of year n knows the kanji of the years before it; 7 is junior high school."""

MAKERS: dict[str, Callable[["SchoolPapers", "EditionId", FuriganaChoice | None], bytes]] = {
    "handout": lambda school, edition, choice: school.handout(edition, choice),
    "worksheet": lambda school, edition, choice: school.worksheet(edition, choice),
    "class-paper": lambda school, edition, choice: school.class_paper(edition, choice),
}


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
    "--format", "form", type=click.Choice(tuple(MAKERS)), required=True, cls=Option, help=N_("help: which paper")
)
@click.option("--out", type=click.Path(path_type=Path), required=True, cls=Option, help=N_("help: where it is written"))
@click.option(
    "--furigana",
    type=click.Choice((NONE, ALL, *CLASSES)),
    cls=Option,
    help=N_("help: furigana: none, all, or the school year of the class (7 is junior high)"),
)
@click.pass_obj
def export(call: Call, *, edition: str, form: str, out: Path, furigana: str | None) -> int:
    """Make one paper and write it whole."""
    from supporter_app.bootstrap import compose
    from supporter_app.domain.edition import EditionId
    from supporter_app.files import write_whole

    app = compose(None)
    content = MAKERS[form](app.school, EditionId(edition), choice_of(furigana))
    target = out.absolute()
    write_whole(target, content)
    answer(call, {"files": [str(target)]}, _("export: written: {path}").format(path=target))
    return DONE
