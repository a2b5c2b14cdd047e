"""Commands that look after the records: `supporter backup | restore | doctor`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from supporter_app.cli.frame import DONE, PROBLEMS, Call, Command, Option
from supporter_app.cli.records import PASSPHRASE_FILE, YES, answer, confirm, passphrase, records
from supporter_app.domain.errors import StorageError
from supporter_app.i18n import N_, _
from supporter_app.services import wording

if TYPE_CHECKING:
    from supporter_app.bootstrap import App
    from supporter_app.services.finding import Finding
    from supporter_app.storage.salvage import Gathered


@click.command(cls=Command, help=N_("help: make a backup of the records"))
@click.option("--out", type=click.Path(path_type=Path), cls=Option, help=N_("help: the file the backup is written to"))
@click.pass_obj
def backup(call: Call, out: Path | None) -> int:
    """Make a backup, in its own folder or where somebody wants it."""
    from supporter_app.domain.backup import Occasion

    with records(call) as app:
        if out is None:
            made = app.backups.make(Occasion.BY_HAND)
            path = None if made is None else made.path
        else:
            app.backups.make_into(out.absolute())
            path = out
    if path is None:
        answer(call, {"path": None}, _("backup: nothing was recorded yet"))
        return DONE
    answer(call, {"path": str(path)}, _("backup: written and read back: {path}").format(path=path))
    return DONE


@click.command(cls=Command, help=N_("help: bring a backup back; the present records are kept aside"))
@click.argument("file", type=click.Path(path_type=Path))
@YES
@click.pass_obj
def restore(call: Call, file: Path, *, yes: bool) -> int:
    """Say what would be lost, ask, and bring the backup back."""
    from supporter_app import paths
    from supporter_app.bootstrap import compose

    # Without looking at the present records first: they may be damaged.
    app = compose(paths.data_dir(call.data_dir))
    loss = app.backups.loss(file)
    click.echo("\n".join(wording.lost(loss)), err=True)
    confirm(_("restore: really go back to this backup?"), yes=yes)
    done = app.backups.restore(file)
    sentences = [_("restore: the records are as the backup had them")]
    if done.aside is not None:
        sentences.append(_("restore: the records before are kept in {path}").format(path=done.aside))
    sentences.append(_("restore: {count} names can be opened").format(count=done.names))
    if not done.keys_readable:
        sentences.append(_("restore: the keys beside the backup could not be read"))
    aside = None if done.aside is None else str(done.aside)
    answer(call, {"aside": aside, "names": done.names, "keys_readable": done.keys_readable}, *sentences)
    return DONE


@click.command(cls=Command, help=N_("help: look at everything that can be wrong with the records"))
@click.option("--repair", is_flag=True, cls=Option, help=N_("help: put right what can be put right"))
@PASSPHRASE_FILE
@click.pass_obj
def doctor(call: Call, passphrase_file: Path | None, *, repair: bool) -> int:
    """Look at the records, put right what can be if that is wanted; ends with 1 when something is wrong."""
    from supporter_app import paths
    from supporter_app.bootstrap import compose
    from supporter_app.services.finding import State

    app = compose(paths.data_dir(call.data_dir))
    if passphrase_file is not None:
        _unlock_for_trial(app, passphrase_file)
    gathered = app.checkup.repair() if repair else None
    if gathered is not None:
        click.echo("\n".join(joined(gathered)), err=True)
    findings = app.checkup.run()
    rows = [{"name": each.name, "state": each.state.value, "what": each.what} for each in findings]
    answer(call, {"findings": rows}, *(line for each in findings for line in told(each)))
    return PROBLEMS if any(each.state is State.WRONG for each in findings) else DONE


def _unlock_for_trial(app: "App", file: Path) -> None:
    """Open the vault, so that keys to names kept under a passphrase can be tried; damage is told by the check-up."""
    try:
        if app.names.founded:
            app.names.unlock(passphrase(file))
    except StorageError:
        return
    finally:
        app.close()


def joined(gathered: "Gathered") -> list[str]:
    """Say what was gathered from a damaged file and a backup, and what is missing."""
    said = _("repair: {file} records were read from the damaged file, {backup} more from the newest backup")
    lines = [said.format(file=gathered.from_file, backup=gathered.from_backup)]
    if gathered.from_tables:
        lines.append(
            _("repair: {count} records only the tables knew were recorded again").format(count=gathered.from_tables)
        )
    if gathered.missing:
        lines.append(_("repair: {count} records are missing").format(count=gathered.missing))
    return [*lines, _("repair: the damaged file is kept as it is, under another name")]


def told(finding: "Finding") -> list[str]:
    """Say one finding: a line, and below it what is safe and what to do."""
    from supporter_app.services.checkup import NAMES
    from supporter_app.services.finding import State

    verdicts = {
        State.FINE: _("checkup: fine"),
        State.ATTENTION: _("checkup: look at this"),
        State.WRONG: _("checkup: not fine"),
    }
    first = f"{verdicts[finding.state]} {_(NAMES[finding.name])}: {finding.what}"
    return [first, *(f"    {each}" for each in (finding.safe, finding.next) if each)]
