"""Commands for rosters: `supporter roster import | add | take-off | list`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from supporter_app.cli.erase import erased_answer, erased_fields
from supporter_app.cli.frame import DONE, PROBLEMS, Call, Group, Option
from supporter_app.cli.records import PASSPHRASE_FILE, YES, answer, confirm, records, unlock
from supporter_app.domain.enrolment import AgeBand, Sex
from supporter_app.i18n import N_, _
from supporter_app.services.wording import STATUS, reason, told

if TYPE_CHECKING:
    from supporter_app.services.attendance import Called


@click.group(cls=Group, help=N_("help: rosters of sessions"))
def roster() -> None:
    """Hold the commands for rosters."""


@roster.command(help=N_("help: enrol one person"))
@click.argument("session", metavar="SESSION")
@click.option("--name", default="", cls=Option, help=N_("help: the name, as it is to be printed"))
@click.option("--kana", default="", cls=Option, help=N_("help: how the name is read"))
@click.option(
    "--age-band",
    type=click.Choice([each.value for each in AgeBand]),
    default=AgeBand.UNKNOWN.value,
    cls=Option,
    help=N_("help: the band of ages"),
)
@click.option(
    "--sex",
    type=click.Choice([each.value for each in Sex]),
    default=Sex.UNKNOWN.value,
    cls=Option,
    help=N_("help: the sex, as answered"),
)
@click.option("--category", default="", cls=Option, help=N_("help: resident, company, school and the like"))
@PASSPHRASE_FILE
@click.pass_obj
def add(  # noqa: PLR0913 - one argument an option
    call: Call,
    *,
    session: str,
    name: str,
    kana: str,
    age_band: str,
    sex: str,
    category: str,
    passphrase_file: Path | None,
) -> int:
    """Enrol one person."""
    from supporter_app.services.roster import Entry

    entry = Entry(name, kana, AgeBand(age_band), Sex(sex), category)
    with records(call) as app:
        found = app.classroom.session(session)
        unlock(app, found, passphrase_file, needed=entry.named and not found.plan.nameless)
        enrolled = app.roster.add(found, entry)
    answer(
        call,
        {"number": enrolled.number, "person": enrolled.person},
        _("roster: enrolled as number {number}").format(number=enrolled.number),
    )
    return DONE


@roster.command("import", help=N_("help: enrol the people of a CSV, TSV or XLSX file"))
@click.argument("session", metavar="SESSION")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, cls=Option, help=N_("help: only say what would be taken"))
@PASSPHRASE_FILE
@click.pass_obj
def import_file(call: Call, session: str, file: Path, passphrase_file: Path | None, *, dry_run: bool) -> int:
    """Enrol everybody in a file, or nobody when a row has to be put right."""
    with records(call) as app:
        found = app.classroom.session(session)
        unlock(app, found, passphrase_file, needed=False)
        read = app.roster.read(found, file)
        problems = [told(each) for each in read.problems]
        if not dry_run and not read.refused:
            unlock(app, found, passphrase_file, needed=read.has_names)
            app.backups.make()
            app.roster.take_read(found, read)
    fields = {
        "taken": 0 if dry_run or read.refused else len(read.rows),
        "found": len(read.rows),
        "columns": [{"id": each.id, "heading": each.heading} for each in read.columns_found],
        "problems": [{"row": each.row, "column": each.column, "code": each.trouble.value} for each in read.problems],
    }
    if read.refused:
        outcome = _("roster: nobody was enrolled; please put right {count} places").format(count=len(read.refused))
    elif dry_run:
        outcome = _("roster: {count} people would be enrolled; nothing was written").format(count=len(read.rows))
    else:
        outcome = _("roster: {count} people were enrolled").format(count=len(read.rows))
    headings = "、".join(each.heading for each in read.columns_found)
    answer(call, fields, _("roster: columns understood: {columns}").format(columns=headings), *problems, outcome)
    return PROBLEMS if read.refused else DONE


@roster.command("take-off", help=N_("help: take off somebody who stands on the roster by mistake"))
@click.argument("session", metavar="SESSION")
@click.argument("number", metavar="NUMBER", type=click.IntRange(min=1))
@YES
@click.pass_obj
def take_off(call: Call, session: str, number: int, *, yes: bool) -> int:
    """Take one person off, with what was marked; a name of theirs goes for good."""
    with records(call) as app:
        found = app.classroom.session(session)
        person = app.roster.numbered(found, number)
        question = _("roster: really take number {number} off the roster of {title}? Their name and marks go with it.")
        confirm(question.format(number=number, title=found.plan.title), yes=yes)
        app.backups.make()
        erased = app.erasure.take_off(found, person)
    outcome = _("roster: number {number} was taken off").format(number=number)
    if person.sealed is not None:
        return erased_answer(call, erased, outcome)
    answer(call, erased_fields(erased), outcome)
    return DONE


@roster.command("list", help=N_("help: list the people of a session"))
@click.argument("session", metavar="SESSION")
@PASSPHRASE_FILE
@click.pass_obj
def list_people(call: Call, session: str, passphrase_file: Path | None) -> int:
    """List a roster in the order of its numbers."""
    return show_roll(call, session, passphrase_file)


def show_roll(call: Call, session: str, passphrase_file: Path | None) -> int:
    """Print the roll of a session."""
    with records(call) as app:
        found = app.classroom.session(session)
        unlock(app, found, passphrase_file, needed=False)
        called = app.attendance.roll(found)
        locked = app.names.locked(found.plan.names)
    empty = _("roster: children are counted") if found.plan.for_children else _("roster: nobody is enrolled yet")
    lines = [_line(each, locked=locked) for each in called] or [empty]
    answer(call, {"rows": [_fields(each) for each in called]}, *lines)
    return DONE


def _line(called: "Called", *, locked: bool) -> str:
    enrolment, name = called.line.enrolment, called.line.name
    if name is not None:
        shown = name.name
    elif enrolment.sealed is not None and locked:
        shown = _("names: in the vault")
    else:
        shown = _("names: no name")
    parts = [
        str(enrolment.number),
        enrolment.person[:8],
        shown,
        _(STATUS[called.status]),
        reason(called.hindrance) or "",
    ]
    return "  ".join(part for part in parts if part)


def _fields(called: "Called") -> dict[str, object]:
    enrolment, name, attendance = called.line.enrolment, called.line.name, called.attendance
    return {
        "number": enrolment.number,
        "person": enrolment.person,
        "name": None if name is None else name.name,
        "kana": None if name is None else name.kana,
        "age_band": enrolment.age_band.value,
        "sex": enrolment.sex.value,
        "category": enrolment.category,
        "status": called.status.value,
        "late_minutes": 0 if attendance is None else attendance.late_minutes,
        "early_minutes": 0 if attendance is None else attendance.early_minutes,
        "eligible": called.hindrance is None,
        "reason": reason(called.hindrance),
    }
