"""Commands for those who write the course."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from supporter_app.cli.frame import DONE, NOT_DONE, PROBLEMS, Call, Command, Group, Option, give
from supporter_app.domain.errors import ContentError, Problem
from supporter_app.i18n import N_, _

if TYPE_CHECKING:
    from supporter_app.content.check import Extent, Inspection

CONTENT_VARIABLE = "SUPPORTER_CONTENT_DIR"


def course_root(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path:
    """Give the root of the course: as told, by the environment, else the program's own."""
    del ctx, param
    from supporter_app.resources import root

    return value if value is not None else root()


ROOT = click.option(
    "--root",
    type=click.Path(path_type=Path),
    envvar=CONTENT_VARIABLE,
    callback=course_root,
    cls=Option,
    help=N_("help: the folder that holds curriculum and quizzes"),
)


@click.command("check-content", cls=Command, help=N_("help: check the whole course and name every problem"))
@ROOT
@click.option("--report", type=click.Path(path_type=Path), cls=Option, help=N_("help: write the same into this file"))
@click.pass_obj
def check_content(call: Call, root: Path, report: Path | None) -> int:
    """Check the course; 1 when there are problems."""
    from supporter_app.content.check import inspect

    inspection = inspect(root)
    give(_inspection_json(inspection) if call.as_json else _inspection_text(inspection), report)
    return PROBLEMS if inspection.problems else DONE


@click.group(cls=Group, help=N_("help: work on the course"))
def content() -> None:
    """Hold the commands for those who write the course."""


@content.command("write-toc", help=N_("help: write pages, items and minutes of an edition into its course.toml"))
@click.argument("edition")
@ROOT
@click.pass_obj
def write_toc(call: Call, edition: str, root: Path) -> int:
    """Bring an edition's table of contents up to date; 1 when a chapter cannot be read."""
    from supporter_app.content.toc import write_contents
    from supporter_app.domain.edition import EditionId

    try:
        contents, problems = write_contents(root, EditionId(edition))
    except ContentError as error:
        click.echo(_problems_json(error.problems) if call.as_json else "\n".join(map(_line, error.problems)))
        return PROBLEMS
    quick, unhurried = contents.minutes()
    if call.as_json:
        click.echo(_problems_json(problems, edition=edition, minutes=[quick, unhurried]))
    else:
        written = _("content: written, {quick} to {unhurried} minutes").format(quick=quick, unhurried=unhurried)
        click.echo("\n".join([*map(_line, problems), written]))
    return PROBLEMS if problems else DONE


@content.command("report", help=N_("help: write how hard each page is to read, as Markdown"))
@click.option("--out", type=click.Path(path_type=Path), required=True, cls=Option, help=N_("help: where it is written"))
@ROOT
def write_report(out: Path, root: Path) -> int:
    """Write the report on the course."""
    from supporter_app.content.levels import readability
    from supporter_app.content.report import report
    from supporter_app.files import write_whole

    write_whole(out, report(root).encode())
    if readability() is None:
        click.echo(_("check: how easily pages read was not measured; that needs the extra authoring"))
    return DONE


@content.command("draft-readings", help=N_("help: put readings around bare kanji and list them (extra authoring)"))
@click.argument("edition")
@ROOT
def draft_readings(edition: str, root: Path) -> int:
    """Draft the readings of an edition; 1 when a file cannot be read, 3 where the analyser is not installed."""
    from supporter_app.content.contents import edition_ids
    from supporter_app.content.drafting import draft, sudachi
    from supporter_app.domain.edition import EditionId

    try:
        analyse = sudachi()
    except ImportError:
        click.echo(_("content: this needs the extra authoring: pip install tsunagari-supporter[authoring]"), err=True)
        return NOT_DONE
    if EditionId(edition) not in edition_ids(root):
        click.echo(_("content: there is no edition {edition}").format(edition=edition), err=True)
        return PROBLEMS
    problems = draft(root, EditionId(edition), analyse)
    said = (
        _("content: the list of readings stays as it was; mend these and draft again")
        if problems
        else _("content: readings drafted; a person has to look at them")
    )
    click.echo("\n".join([*map(_line, problems), said]))
    return PROBLEMS if problems else DONE


def _line(problem: Problem) -> str:
    from supporter_app.content.wording import placed_sentence

    return placed_sentence(problem)


def _extent_line(extent: "Extent") -> str:
    return _(
        "check: {edition}: {chapters} chapters, {pages} pages, {items} items, {scenes} scenes, "
        "{characters} characters, {quick} to {unhurried} minutes"
    ).format(
        edition=extent.edition,
        chapters=extent.chapters,
        pages=extent.pages,
        items=extent.items,
        scenes=extent.scenes,
        characters=extent.characters,
        quick=extent.minutes[0],
        unhurried=extent.minutes[1],
    )


def _inspection_text(inspection: "Inspection") -> str:
    lines = [_line(problem) for problem in inspection.problems]
    lines += [_extent_line(extent) for extent in inspection.extents]
    if not inspection.eased:
        lines.append(_("check: how easily pages read was not measured; that needs the extra authoring"))
    if inspection.problems:
        lines.append(_("check: {count} problems").format(count=len(inspection.problems)))
    else:
        lines.append(_("check: no problem"))
    return "\n".join(lines)


def _inspection_json(inspection: "Inspection") -> str:
    extents = [
        {
            "edition": each.edition,
            "chapters": each.chapters,
            "pages": each.pages,
            "items": each.items,
            "scenes": each.scenes,
            "characters": each.characters,
            "minutes": list(each.minutes),
        }
        for each in inspection.extents
    ]
    return _problems_json(inspection.problems, editions=extents, eased=inspection.eased)


def _problems_json(problems: tuple[Problem, ...], **more: object) -> str:
    listed = [
        {
            "file": each.file,
            "line": each.line,
            "code": each.code,
            "detail": each.detail,
            "message": _line(each),
        }
        for each in problems
    ]
    return json.dumps({"problems": listed, **more}, ensure_ascii=False, indent=2)
