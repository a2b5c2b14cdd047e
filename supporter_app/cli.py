"""The commands of `supporter`: each parses its words, calls one room of the program, and prints.

A new command is a function under `@supporter.command`, and what it needs is imported inside it; its sentences
go through gettext when they are shown. Exit codes: 0 done, 1 problems found
or refused with a reason, 2 the words were not understood, 3 the computer stood in the way (disk, folder, lock).
"""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from supporter_app.domain.errors import ContentError, ExportError, Problem, RequestRefused, SupporterError
from supporter_app.i18n import N_, _

if TYPE_CHECKING:
    from supporter_app.content.check import Extent, Inspection
    from supporter_app.services.window import Ended

DONE, PROBLEMS, NOT_UNDERSTOOD, NOT_DONE = range(4)
CONTENT_VARIABLE = "SUPPORTER_CONTENT_DIR"
WINDOW_SAID = "window.txt"


@dataclass(frozen=True, slots=True)
class Call:
    """What holds for every command: answers as JSON or as sentences, and the data folder if one was named."""

    as_json: bool
    data_dir: Path | None


class Words:
    """Shows a command's sentence in the language in use, looked up when it is shown."""

    help: str | None

    def get_short_help_str(self, limit: int = 45) -> str:
        """Give the sentence for the list of commands."""
        del limit
        return _(self.help) if self.help else ""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sentence above the options."""
        del ctx
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(self.get_short_help_str())


class Command(Words, click.Command):
    """A command whose words go through gettext."""


class Group(Words, click.Group):
    """A group of such commands."""

    command_class = Command
    group_class = type


class Option(click.Option):
    """An option whose words go through gettext."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Give the option and its sentence."""
        record = super().get_help_record(ctx)
        return None if record is None else (record[0], _(self.help) if self.help else "")


@click.group(cls=Group, help=N_("help: the commands of this program"))
@click.option("--json", "as_json", is_flag=True, cls=Option, help=N_("help: answer as JSON"))
@click.option("--data-dir", type=click.Path(path_type=Path), cls=Option, help=N_("help: the folder of records"))
@click.pass_context
def supporter(ctx: click.Context, data_dir: Path | None, *, as_json: bool) -> None:
    """Take what holds for every command."""
    ctx.obj = Call(as_json, data_dir)


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


@supporter.command("check-content", help=N_("help: check the whole course and name every problem"))
@ROOT
@click.option("--report", type=click.Path(path_type=Path), cls=Option, help=N_("help: write the same into this file"))
@click.pass_obj
def check_content(call: Call, root: Path, report: Path | None) -> int:
    """Check the course; 1 when there are problems."""
    from supporter_app.content.check import inspect

    inspection = inspect(root)
    _give(_inspection_json(inspection) if call.as_json else _inspection_text(inspection), report)
    return PROBLEMS if inspection.problems else DONE


@supporter.group(help=N_("help: work on the course"))
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


@supporter.command(help=N_("help: let the window play itself and leave pictures, papers and a summary"))
@click.option("--out", type=click.Path(path_type=Path), required=True, cls=Option, help=N_("help: the folder to fill"))
@click.option("--edition", default="general", cls=Option, help=N_("help: the edition to play"))
@click.pass_obj
def tour(call: Call, out: Path, edition: str) -> int:
    """Play the tour; 1 when it did not meet every page and item."""
    from supporter_app.services.window import Tour, play_tour

    played = play_tour(out.absolute(), edition)
    if not isinstance(played, Tour):
        return _stopped(played, out)
    met = _("The tour met {pages} pages and {items} questions; pictures are in {place}.")
    lines = [met.format(pages=played.pages, items=played.items, place=out)]
    if not played.complete:
        lines.append(_("tour: something of the course was not met"))
    click.echo(played.summary.rstrip() if call.as_json else "\n".join(lines))
    return DONE if played.complete else PROBLEMS


@supporter.command(help=N_("help: take the pictures of the program"))
@click.option("--out", type=click.Path(path_type=Path), required=True, cls=Option, help=N_("help: the folder to fill"))
@click.option("--everything", is_flag=True, cls=Option, help=N_("help: every screen in every theme and two sizes"))
def gallery(out: Path, *, everything: bool) -> int:
    """Take the pictures of the repository, or all of them."""
    from supporter_app.services.window import take_pictures

    ended = take_pictures(out.absolute(), everything=everything)
    if ended.code != DONE:
        return _stopped(ended, out)
    click.echo(_("gallery: the pictures are in {place}").format(place=out))
    return DONE


@supporter.command("self-test", help=N_("help: check that this program has everything and its window opens"))
@click.option("--report", type=click.Path(path_type=Path), cls=Option, help=N_("help: write the same into this file"))
@click.pass_obj
def self_test(call: Call, report: Path | None) -> int:
    """Check the program from inside; 1 when something is missing."""
    from supporter_app.bootstrap import computer_clock
    from supporter_app.content.library import Library
    from supporter_app.resources import root
    from supporter_app.services.self_test import SelfTest, as_json, as_text

    findings = SelfTest(Library(root()), computer_clock).run()
    _give(as_json(findings) if call.as_json else as_text(findings), report)
    return DONE if all(each.fine for each in findings) else PROBLEMS


def _stopped(ended: "Ended", out: Path) -> int:
    """Say that the window ended before its work was done; what it wrote is kept for whoever repairs it."""
    from supporter_app.files import write_whole

    place = out.absolute() / WINDOW_SAID
    write_whole(place, f"{ended.code}\n{ended.said}\n".encode("utf-8", "backslashreplace"))
    click.echo(_("window: it ended before it was done; what it wrote is in {place}").format(place=place), err=True)
    return NOT_DONE if ended.code == NOT_DONE else PROBLEMS


def _give(text: str, report: Path | None) -> None:
    """Print what was found, and write the same into a file where one was named."""
    click.echo(text)
    if report is not None:
        from supporter_app.files import write_whole

        write_whole(report.absolute(), f"{text}\n".encode("utf-8", "backslashreplace"))


def _line(problem: Problem) -> str:
    from supporter_app.content.wording import sentence

    return f"{problem.file}:{problem.line}: {sentence(problem)}"


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
    return _problems_json(inspection.problems, editions=extents)


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


def _not_understood(error: click.UsageError) -> str:
    """Name the word that was not understood, or the one that is missing."""
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return _("cli: a word is missing: {detail}").format(detail=error.param.human_readable_name)
    word = getattr(error, "command_name", None) or getattr(error, "option_name", None)
    return _("cli: these words were not understood: {detail}").format(detail=word or error.format_message())


def _refused(error: SupporterError) -> int:
    """Say what happened, what is safe and what to do; gives the exit code."""
    from supporter_app.explain import explain

    said = explain(error)
    click.echo(f"{said.what}\n{said.safe}\n{said.next}", err=True)
    return PROBLEMS if isinstance(error, ContentError | ExportError | RequestRefused) else NOT_DONE


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; what went wrong is said in sentences, never as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        return _run(arguments)
    except BrokenPipeError:
        # Whoever read the output has gone; what is still to be written at the end goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOT_DONE
    except OSError as error:
        from supporter_app.files import file_error

        return _refused(file_error(error, Path(error.filename or ".")))
    except SupporterError as error:
        return _refused(error)


def _run(arguments: Sequence[str] | None) -> int:
    """Run one command; what was called wrongly is said, other errors are the caller's."""
    try:
        code = supporter.main(list(arguments) if arguments is not None else None, "supporter", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help())
        return DONE
    except click.UsageError as error:
        click.echo(_not_understood(error), err=True)
        click.echo(_("cli: supporter --help lists the commands"), err=True)
        return NOT_UNDERSTOOD
    except click.Abort:
        return NOT_DONE
    return code if isinstance(code, int) else DONE


if __name__ == "__main__":
    sys.exit(main())
