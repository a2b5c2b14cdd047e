"""What the commands for sessions share: the open records, the passphrase, a question before what destroys."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from supporter_app.cli.frame import Call, Option
from supporter_app.domain.errors import FileDamaged, KeysLocked, RequestRefused, SupporterError
from supporter_app.explain import explain
from supporter_app.i18n import N_, _

if TYPE_CHECKING:
    from supporter_app.bootstrap import App
    from supporter_app.domain.session import Session

VARIABLE = "SUPPORTER_PASSPHRASE_FILE"
LONGEST = 4096
BYTE_ORDER_MARK = "\ufeff"
ENDINGS = frozenset({".xlsx", ".csv", ".pdf", ".docx"})
"""By which programs choose what opens a file."""

PASSPHRASE_FILE = click.option(
    "--passphrase-file",
    type=click.Path(path_type=Path),
    envvar=VARIABLE,
    cls=Option,
    help=N_("help: a file whose first line is the passphrase of the vault"),
)
YES = click.option("--yes", is_flag=True, cls=Option, help=N_("help: do it without asking"))


@contextmanager
def records(call: Call) -> Iterator["App"]:
    """Open the records of a data folder; names whose day has come are erased first, after a backup, and that is said.

    What keeps them from being erased keeps nobody from the work: it is said, and tried again at the next command.
    """
    from supporter_app import paths
    from supporter_app.bootstrap import compose

    app = compose(paths.data_dir(call.data_dir))
    try:
        if app.erasure.due_by_itself():
            _erase_due(app)
        yield app
    finally:
        app.close()


def _erase_due(app: "App") -> None:
    try:
        app.backups.make()
        erased = app.erasure.erase_due()
    except SupporterError as error:
        told = explain(error)
        waiting = _("The names whose day has come could not be erased yet; it is tried again.")
        click.echo(f"{waiting}\n{told.what}\n{told.next}", err=True)
        return
    for each in erased:
        line = _("erase: the names of {title} on {day} were erased, as said when the report was done")
        click.echo(line.format(title=each.session.plan.title, day=each.session.plan.day.isoformat()), err=True)


def passphrase(file: Path | None) -> str:
    """Give the passphrase from its file, or ask for it; raises RequestRefused passphrase-needed without either."""
    if file is not None:
        return _first_line(file)
    if not sys.stdin.isatty():
        raise RequestRefused("passphrase-needed")
    return str(click.prompt(_("cli: passphrase"), hide_input=True, err=True))


def unlock(app: "App", session: "Session", file: Path | None, *, needed: bool) -> None:
    """Open the vault for a session's names: where they are needed, and where a file with the passphrase was given."""
    if not app.names.locked(session.plan.names) or not (needed or file is not None):
        return
    if not app.names.founded:
        # Locked in the window, and opened there by a press: there is no passphrase to ask for.
        raise KeysLocked
    app.names.unlock(passphrase(file))


def answer(call: Call, fields: Mapping[str, object], *sentences: str) -> None:
    """Print an answer, as JSON or as sentences."""
    click.echo(json.dumps(fields, ensure_ascii=False, indent=2) if call.as_json else "\n".join(sentences))


def refuse_other_ending(out: Path, *endings: str) -> None:
    """Raise RequestRefused other-ending where a file would be called as another kind that this program writes."""
    if (ending := out.suffix.lower()) in ENDINGS and ending not in endings:
        raise RequestRefused("other-ending", "、".join(endings))


def refuse_own(call: Call, out: Path) -> None:
    """Raise RequestRefused over-the-records where a file would take the place of one of the records' own."""
    from supporter_app import paths
    from supporter_app.storage.folder import is_own

    if is_own(paths.data_dir(call.data_dir), out):
        raise RequestRefused("over-the-records")


def confirm(question: str, *, yes: bool) -> None:
    """Ask before what destroys; raises RequestRefused yes-needed where nobody can be asked or the answer is no."""
    if yes:
        return
    if not sys.stdin.isatty() or not click.confirm(question, err=True):
        raise RequestRefused("yes-needed")


def _first_line(file: Path) -> str:
    """Read the first line of a small file as UTF-8; raises FileError's family."""
    from supporter_app.files import read_limited

    content = read_limited(file, LONGEST)
    try:
        return content.decode("utf-8").removeprefix(BYTE_ORDER_MARK).partition("\n")[0].rstrip("\r")
    except UnicodeDecodeError as error:
        raise FileDamaged(file, "not UTF-8") from error
