"""The commands for those who check the course: `supporter review export | import`."""

from pathlib import Path

import click

from supporter_app.cli.frame import DONE, PROBLEMS, Call, Command, Group, Option
from supporter_app.cli.records import answer, records, refuse_own
from supporter_app.domain.edition import EditionId
from supporter_app.domain.errors import RequestRefused
from supporter_app.i18n import N_, _

LIMIT = 5_000_001


@click.group(cls=Group, help=N_("help: let people check an edition, and take back what they say"))
def review() -> None:
    """Hold the commands of the review."""


@review.command("export", cls=Command, help=N_("help: write the sheet on which an edition is checked"))
@click.argument("edition")
@click.option("--out", type=click.Path(path_type=Path), required=True, cls=Option, help=N_("help: where it is written"))
@click.pass_obj
def export_sheet(call: Call, edition: str, out: Path) -> int:
    """Write the sheet."""
    from supporter_app.files import write_whole

    refuse_own(call, out)
    with records(call) as app:
        if EditionId(edition) not in app.library.editions():
            raise RequestRefused("no-such-edition", edition)
        write_whole(out, app.reviews.sheet(EditionId(edition)))
        state = app.reviews.state(EditionId(edition))
    said = _("review: {path} written; {checked} checked, {drafted} drafted").format(
        path=out, checked=state.checked, drafted=state.drafted
    )
    answer(call, {"path": str(out), "checked": state.checked, "drafted": state.drafted}, said)
    return DONE


@review.command("import", cls=Command, help=N_("help: take a filled sheet back"))
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def import_sheet(call: Call, file: Path) -> int:
    """Take the sheet; 1 when some of its rows are of texts that have changed since."""
    from supporter_app.files import read_limited

    content = read_limited(file, LIMIT)
    with records(call) as app:
        edition = app.reviews.edition_of(content, file.name)
        taken = app.reviews.take(content, file.name, edition)
        state = app.reviews.state(edition)
    lines = [
        _("review: {edition}: {taken} rows taken; {checked} checked, {drafted} drafted").format(
            edition=edition, taken=taken.taken, checked=state.checked, drafted=state.drafted
        )
    ]
    changed, unknown = _("review: the text has changed since: {place}"), _("review: not in this edition: {place}")
    lines += [changed.format(place=each) for each in taken.changed]
    lines += [unknown.format(place=each) for each in taken.unknown]
    remarked = _("review: {place} is not right yet: {remark}")
    lines += [remarked.format(place=place, remark=remark or "×") for place, remark in taken.remarks]
    told = {
        "edition": edition,
        "taken": taken.taken,
        "changed": list(taken.changed),
        "unknown": list(taken.unknown),
        "remarks": [{"place": place, "remark": remark} for place, remark in taken.remarks],
        "checked": state.checked,
        "drafted": state.drafted,
    }
    answer(call, told, *lines)
    return PROBLEMS if taken.changed or taken.unknown else DONE
