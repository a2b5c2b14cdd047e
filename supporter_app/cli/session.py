"""Commands for sessions: `supporter session create | list | show | close | reported`."""

from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from supporter_app.cli.frame import DONE, Call, Group, Option
from supporter_app.cli.records import PASSPHRASE_FILE, answer, passphrase, records, refuse_own
from supporter_app.domain.edition import EditionId
from supporter_app.domain.enrolment import AgeBand, Sex
from supporter_app.domain.session import ROUTES, Audience, NameKeeping, Plan, Session
from supporter_app.i18n import N_, _
from supporter_app.services.wording import AGE_BANDS, KEEPING, SEXES

if TYPE_CHECKING:
    from supporter_app.bootstrap import App
    from supporter_app.domain.headcount import Counted


@click.group(cls=Group, help=N_("help: sessions of the course"))
def session() -> None:
    """Hold the commands for sessions."""


@session.command(help=N_("help: write down a session"))
@click.option("--title", required=True, cls=Option, help=N_("help: title of the session"))
@click.option("--edition", required=True, cls=Option, help=N_("help: the edition that is taught"))
@click.option("--date", "day", required=True, type=click.DateTime(["%Y-%m-%d"]), cls=Option, help=N_("help: the day"))
@click.option("--start", required=True, type=click.DateTime(["%H:%M"]), cls=Option, help=N_("help: when it begins"))
@click.option("--end", required=True, type=click.DateTime(["%H:%M"]), cls=Option, help=N_("help: when it ends"))
@click.option("--place", required=True, cls=Option, help=N_("help: where it is held"))
@click.option("--lecturer", required=True, cls=Option, help=N_("help: who teaches"))
@click.option(
    "--kind",
    type=click.Choice([each.value for each in Audience]),
    default=Audience.GENERAL.value,
    cls=Option,
    help=N_("help: for whom it is held"),
)
@click.option("--route", type=click.Choice(list(map(str, ROUTES))), cls=Option, help=N_("help: minutes of the route"))
@click.option("--organiser", default="", cls=Option, help=N_("help: who holds it"))
@click.option(
    "--names",
    "keeping",
    type=click.Choice([each.value for each in NameKeeping]),
    default=NameKeeping.NONE.value,
    cls=Option,
    help=N_("help: how names are kept"),
)
@click.option("--recovery-out", type=click.Path(path_type=Path), cls=Option, help=N_("help: PDF for the recovery code"))
@PASSPHRASE_FILE
@click.pass_obj
def create(  # noqa: PLR0913 - one argument an option
    call: Call,
    *,
    title: str,
    edition: str,
    day: datetime,
    start: datetime,
    end: datetime,
    place: str,
    lecturer: str,
    kind: str,
    route: str | None,
    organiser: str,
    keeping: str,
    recovery_out: Path | None,
    passphrase_file: Path | None,
) -> int:
    """Write down a session; the first whose names are kept founds the vault."""
    plan = Plan(
        title=title,
        edition=EditionId(edition),
        content_version="",
        day=date(day.year, day.month, day.day),
        start=time(start.hour, start.minute),
        end=time(end.hour, end.minute),
        place=place,
        lecturer=lecturer,
        audience=Audience(kind),
        route=None if route is None else int(route),
        organiser=organiser,
        names=NameKeeping(keeping),
    )
    if recovery_out is not None:
        refuse_own(call, recovery_out)
    with records(call) as app:
        app.classroom.refuse(plan)
        if plan.names is NameKeeping.KEPT and not app.names.founded:
            _found_vault(app, passphrase_file, recovery_out)
        created = app.classroom.create(plan)
    answer(
        call,
        {"id": created.id},
        _("session: {title} was written down").format(title=created.plan.title),
        _("session: its id is {id}").format(id=created.id),
        _(KEEPING[created.plan.names]),
    )
    return DONE


@session.command("list", help=N_("help: list all sessions"))
@click.pass_obj
def list_sessions(call: Call) -> int:
    """List all sessions by day."""
    with records(call) as app:
        found = app.classroom.every()
        rows = [_fields(app, each) for each in found]
    lines = [_line(each) for each in found] or [_("session: there is none yet")]
    answer(call, {"rows": rows}, *lines)
    return DONE


@session.command(help=N_("help: show a session"))
@click.argument("name", metavar="ID")
@click.pass_obj
def show(call: Call, name: str) -> int:
    """Show one session."""
    with records(call) as app:
        found = app.classroom.session(name)
        counted = app.attendance.headcount(found)
        fields = _fields(app, found) | {"groups": [_counted(each) for each in counted]}
    groups = [_group(each) for each in counted]
    plan = found.plan
    answer(
        call,
        fields,
        _line(found),
        _("session: {place}, taught by {lecturer}").format(place=plan.place, lecturer=plan.lecturer),
        _("session: {people} on the roster, {counted} counted by head").format(**fields),
        *groups,
        _(KEEPING[plan.names]),
        *_last_day(found),
    )
    return DONE


@session.command(help=N_("help: close a session and record who has completed the course"))
@click.argument("name", metavar="ID")
@click.pass_obj
def close(call: Call, name: str) -> int:
    """Close one session."""
    with records(call) as app:
        closed = app.classroom.close(app.classroom.session(name).id)
        completed = app.classroom.completed(closed)
    told = _("session: {title} is closed; {completed} have completed the course")
    answer(
        call,
        {"id": closed.id, "state": "closed", "completed": completed},
        told.format(title=closed.plan.title, completed=completed),
    )
    return DONE


@session.command(help=N_("help: say that the report of a session is done; names kept until then go 14 days later"))
@click.argument("name", metavar="ID")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), cls=Option, help=N_("help: the day, today unless told"))
@click.pass_obj
def reported(call: Call, name: str, day: datetime | None) -> int:
    """Write down that the report is done, and say when the names go."""
    with records(call) as app:
        found = app.classroom.report_done(app.classroom.session(name).id, day and day.date())
    until = None if found.names_erased else found.names_until
    told = _("session: the report of {title} is done").format(title=found.plan.title)
    lines = [told] if until is None else [told, _("session: the names stay until {day}").format(day=until.isoformat())]
    answer(call, {"id": found.id, "names_until": until and until.isoformat()}, *lines)
    return DONE


def _found_vault(app: "App", file: Path | None, recovery_out: Path | None) -> None:
    """Found the vault once its recovery code is in the named file, or is said."""
    founding = app.names.prepare(passphrase(file))
    code = founding.code.shown()
    if recovery_out is None:
        told = _("vault: the recovery code is {code}; write it on paper, it is kept nowhere")
        click.echo(told.format(code=code), err=True)
    else:
        from supporter_app.files import OWNER_ONLY, write_whole

        write_whole(recovery_out.absolute(), app.certification.recovery_sheet(code), OWNER_ONLY)
    app.names.found(founding)


def _counted(group: "Counted") -> dict[str, object]:
    words = {"age_band": group.age_band.value, "sex": group.sex.value, "category": group.category}
    return {**words, "count": group.count}


def _group(group: "Counted") -> str:
    """Say how many people of one group were counted, with what is known of them."""
    known = (
        group.category,
        _(AGE_BANDS[group.age_band]) if group.age_band is not AgeBand.UNKNOWN else "",
        _(SEXES[group.sex]) if group.sex is not Sex.UNKNOWN else "",
    )
    said = "・".join(each for each in known if each) or _(AGE_BANDS[AgeBand.UNKNOWN])
    return _("session: {group}: {count} people").format(group=said, count=group.count)


def _line(session: Session) -> str:
    plan = session.plan
    state = _("session: closed") if session.closed else _("session: open")
    times = f"{plan.start:%H:%M}–{plan.end:%H:%M}"
    return f"{session.id[:8]}  {plan.day.isoformat()} {times}  {plan.title}  {state}"


def _last_day(session: Session) -> list[str]:
    """Say until when the names stay, where that is fixed."""
    until = session.names_until
    if session.names_erased or until is None:
        return []
    return [_("session: the names stay until {day}").format(day=until.isoformat())]


def _fields(app: "App", session: Session) -> dict[str, object]:
    plan = session.plan
    until = session.names_until
    return {
        "id": session.id,
        "title": plan.title,
        "edition": plan.edition,
        "content_version": plan.content_version,
        "date": plan.day.isoformat(),
        "start": plan.start.isoformat("minutes"),
        "end": plan.end.isoformat("minutes"),
        "place": plan.place,
        "lecturer": plan.lecturer,
        "kind": plan.audience.value,
        "route": plan.route,
        "organiser": plan.organiser,
        "names": plan.names.value,
        "state": "closed" if session.closed else "open",
        "names_until": None if until is None else until.isoformat(),
        "names_erased": session.names_erased,
        "people": app.roster.count(session),
        "counted": sum(each.count for each in app.attendance.headcount(session)),
        "completed": app.classroom.completed(session),
    }
