"""The commands of `supporter`, put together: each parses its words, calls one room of the program, and prints.

A new command is a function in a module of this room, added to `COMMANDS`; what it needs is imported inside it, and its
sentences go through gettext when they are shown.
"""

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from supporter_app.cli import (
    attendance,
    backup,
    course,
    erase,
    export,
    papers,
    review,
    roster,
    session,
    window,
)
from supporter_app.cli.frame import DONE, NOT_DONE, NOT_UNDERSTOOD, PROBLEMS, Call, Group, Option
from supporter_app.domain.errors import (
    ContentError,
    ExportError,
    ImportWrong,
    KeysLocked,
    PassphraseTooShort,
    PassphraseWrong,
    RecoveryCodeWrong,
    RequestRefused,
    SupporterError,
)
from supporter_app.i18n import N_, _

COMMANDS: tuple[click.Command, ...] = (
    window.tour,
    window.gallery,
    window.self_test,
    course.check_content,
    course.content,
    review.review,
    papers.course,
    session.session,
    roster.roster,
    attendance.attendance,
    export.export,
    erase.erase,
    backup.backup,
    backup.restore,
    backup.doctor,
)
REFUSALS = (
    *(ContentError, ExportError, ImportWrong, RequestRefused),
    *(KeysLocked, PassphraseTooShort, PassphraseWrong, RecoveryCodeWrong),
)
"""What a person can put right in what was asked; anything else is a matter of the computer."""


@click.group(cls=Group, help=N_("help: the commands of this program"))
@click.option("--json", "as_json", is_flag=True, cls=Option, help=N_("help: answer as JSON"))
@click.option("--data-dir", type=click.Path(path_type=Path), cls=Option, help=N_("help: the folder of records"))
@click.pass_context
def supporter(ctx: click.Context, data_dir: Path | None, *, as_json: bool) -> None:
    """Take what holds for every command."""
    ctx.obj = Call(as_json, data_dir)


for command in COMMANDS:
    supporter.add_command(command)


LEFT_OVER = re.compile(r"\(([^()]*)\)$")
"""How click names the words that it has no place for."""


def _not_understood(error: click.UsageError) -> str:
    """Name the word that was not understood, what it is for, or the one that is missing."""
    parameter = getattr(error, "param", None) or _named(error)
    if isinstance(error, click.MissingParameter) and parameter is not None:
        return _("cli: a word is missing: {detail}").format(detail=_called(parameter))
    if parameter is not None:
        said = _("cli: {word} is not written like this: {meaning}")
        return said.format(word=_called(parameter), meaning=_meaning(parameter))
    word = getattr(error, "command_name", None) or getattr(error, "option_name", None)
    left_over = LEFT_OVER.search(error.format_message())
    detail = word or (left_over[1] if left_over else error.format_message())
    return _("cli: these words were not understood: {detail}").format(detail=detail)


def _named(error: click.UsageError) -> click.Parameter | None:
    """Find the option that was given without a value, or with one too many."""
    if not isinstance(error, click.BadOptionUsage) or error.ctx is None:
        return None
    return next((each for each in error.ctx.command.params if error.option_name in each.opts), None)


def _called(parameter: click.Parameter) -> str:
    """Name an option as it is typed, an argument as the help names it."""
    return max(parameter.opts, key=len) if isinstance(parameter, click.Option) else parameter.human_readable_name


def _meaning(parameter: click.Parameter) -> str:
    """Say what an option is for, and what can stand there where that is fixed."""
    help_words = getattr(parameter, "help", None)
    words = [_(help_words)] if help_words else []
    if isinstance(parameter.type, click.Choice):
        choices = "、".join(map(str, parameter.type.choices))
        words.append(_("cli: one of {choices}").format(choices=choices))
    return " ".join(words)


def _places(error: SupporterError) -> list[str]:
    """Name what is wrong with the course by file and line: whoever runs a command on it may be writing it."""
    if not isinstance(error, ContentError):
        return []
    from supporter_app.content.wording import placed_sentence

    return [placed_sentence(problem) for problem in error.problems]


def _refused(error: SupporterError) -> int:
    """Say what happened, what is safe and what to do; gives the exit code."""
    from supporter_app.explain import explain

    said = explain(error)
    click.echo("\n".join([*_places(error), said.what, said.safe, said.next]), err=True)
    return PROBLEMS if isinstance(error, REFUSALS) else NOT_DONE


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
