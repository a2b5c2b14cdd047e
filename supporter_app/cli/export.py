"""The command that writes tables for people: `supporter export`."""

from pathlib import Path

import click

from supporter_app.cli.frame import DONE, Call, Command, Option
from supporter_app.cli.records import PASSPHRASE_FILE, answer, records, refuse_other_ending, unlock
from supporter_app.domain.errors import UnfittingText
from supporter_app.i18n import N_, _

CONTENTS = ("attendance", "sessions", "completions", "headcount")
CSV = "csv"
ENDINGS = {"xlsx": ".xlsx", CSV: ".csv", "csv-cp932": ".csv"}
FORMATS = tuple(ENDINGS)


class Substitute(click.ParamType[tuple[str, str]]):
    """A letter and what is written in its place, as 﨑=崎."""

    name = "substitute"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Read the pair."""
        letter, sign, written = str(value).partition("=")
        if not (letter and sign):
            self.fail(str(value), param, ctx)
        return letter, written


@click.command(cls=Command, help=N_("help: write sessions, attendance or completions into a file"))
@click.argument("sessions", metavar="SESSION", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(FORMATS), cls=Option, help=N_("help: kind of file"))
@click.option("--out", type=click.Path(path_type=Path), required=True, cls=Option, help=N_("help: where it is written"))
@click.option("--table", type=click.Choice(CONTENTS), default="attendance", cls=Option, help=N_("help: what it lists"))
@click.option("--names", is_flag=True, cls=Option, help=N_("help: with the names of people"))
@click.option(
    "--substitute", type=Substitute(), multiple=True, cls=Option, help=N_("help: what to write for a letter, as 﨑=崎")
)
@PASSPHRASE_FILE
@click.pass_obj
def export(  # noqa: PLR0913 - one argument an option
    call: Call,
    *,
    sessions: tuple[str, ...],
    form: str | None,
    out: Path,
    table: str,
    substitute: tuple[tuple[str, str], ...],
    passphrase_file: Path | None,
    names: bool,
) -> int:
    """Say what the file holds, and write it; without a format the ending of the file decides, else it is a workbook."""
    from supporter_app.services.exports import Content, Format, Order

    form = form or (CSV if out.suffix.lower() == ENDINGS[CSV] else FORMATS[0])
    refuse_other_ending(out, ENDINGS[form])
    with records(call) as app:
        found = tuple(app.classroom.session(each) for each in dict.fromkeys(sessions))
        for each in found:
            unlock(app, each, passphrase_file, needed=names)
        order = Order(found, Content(table), names)
        preview = app.exports.preview(order, Format(form))
        try:
            written = app.exports.write(order, Format(form), out.absolute(), dict(substitute))
        except UnfittingText as error:
            line = _("export: row {row}, {column}: {letter} ({code}) is not in this kind of file")
            for letter in error.letters:
                told = line.format(row=letter.row, column=letter.column, letter=letter.character, code=letter.code)
                click.echo(told, err=True)
            raise
    columns = "、".join(each.heading for each in preview.table.columns)
    fields = {
        "files": [str(each) for each in written],
        "rows": len(preview.table.rows),
        "named": preview.named,
        "columns": [each.id for each in preview.table.columns],
    }
    answer(
        call,
        fields,
        _("export: {rows} rows, names of {named} people").format(rows=len(preview.table.rows), named=preview.named),
        _("export: columns: {columns}").format(columns=columns),
        *(_("export: written: {path}").format(path=each) for each in written),
    )
    return DONE
