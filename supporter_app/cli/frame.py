"""What every command shares: its words in the language in use, exit codes, and what was said before the command."""

from dataclasses import dataclass
from pathlib import Path

import click

from supporter_app.i18n import _

DONE, PROBLEMS, NOT_UNDERSTOOD, NOT_DONE = range(4)
"""Exit codes: done; problems found or refused with a reason; words not understood; the computer stood in the way."""


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


def give(text: str, report: Path | None) -> None:
    """Print what was found, and write the same into a file where one was named."""
    click.echo(text)
    if report is not None:
        from supporter_app.files import write_whole

        write_whole(report.absolute(), f"{text}\n".encode("utf-8", "backslashreplace"))
