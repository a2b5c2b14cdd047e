"""Commands for the roll: `supporter attendance mark | headcount | show`."""

from pathlib import Path

import click

from supporter_app.cli.frame import DONE, PROBLEMS, Call, Group, Option
from supporter_app.cli.records import PASSPHRASE_FILE, answer, records
from supporter_app.cli.roster import show_roll
from supporter_app.i18n import N_, _
from supporter_app.services.wording import told


@click.group(cls=Group, help=N_("help: attendance of sessions"))
def attendance() -> None:
    """Hold the commands for the roll."""


class Numbers(click.ParamType[frozenset[int]]):
    """Numbers of a roster, as in 3,7 or with a span 3-7."""

    name = "numbers"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[int]:
        """Read the numbers."""
        if isinstance(value, frozenset):
            return value
        try:
            return frozenset(number for part in _parts(str(value)) for number in _span(part))
        except ValueError:
            self.fail(str(value), param, ctx)


class Minutes(click.ParamType[dict[int, int]]):
    """Minutes by number, as in 12=20 or 12=20,13=5."""

    name = "minutes"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dict[int, int]:
        """Read the minutes."""
        if isinstance(value, dict):
            return value
        try:
            pairs = [part.partition("=") for part in _parts(str(value))]
            return {_whole(number): _whole(minutes) for number, _sign, minutes in pairs}
        except ValueError:
            self.fail(str(value), param, ctx)


@attendance.command(help=N_("help: mark the roll by numbers"))
@click.argument("session", metavar="SESSION")
@click.option("--all-present", is_flag=True, cls=Option, help=N_("help: everybody but those named was there"))
@click.option("--present", type=Numbers(), default=frozenset(), cls=Option, help=N_("help: who was there, as 3,7"))
@click.option("--absent", type=Numbers(), default=frozenset(), cls=Option, help=N_("help: who was away, as 3,7"))
@click.option("--late", type=Minutes(), multiple=True, cls=Option, help=N_("help: minutes late, as 12=20"))
@click.option("--left-early", type=Minutes(), multiple=True, cls=Option, help=N_("help: minutes early, as 5=30"))
@click.option(
    "--planned", type=Numbers(), default=frozenset(), cls=Option, help=N_("help: whose mark is taken back, as 3,7")
)
@click.pass_obj
def mark(  # noqa: PLR0913 - one argument an option
    call: Call,
    session: str,
    present: frozenset[int],
    absent: frozenset[int],
    late: tuple[dict[int, int], ...],
    left_early: tuple[dict[int, int], ...],
    *,
    planned: frozenset[int],
    all_present: bool,
) -> int:
    """Mark the roll; what is not named stays as it is unless everybody is marked."""
    from supporter_app.services.attendance import Marks

    marks = Marks(all_present, present, absent, _joined(late), _joined(left_early), planned)
    with records(call) as app:
        changed = app.attendance.mark(app.classroom.session(session), marks)
    answer(call, {"changed": changed}, _("roll: {count} marks were written down").format(count=changed))
    return DONE


@attendance.command(help=N_("help: write down a head count from a file"))
@click.argument("session", metavar="SESSION")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def headcount(call: Call, session: str, file: Path) -> int:
    """Write down how many people of each group were there, or nothing when a row has to be put right."""
    from supporter_app.domain.headcount import Counted

    with records(call) as app:
        found = app.classroom.session(session)
        read = app.attendance.read(file)
        rows = [Counted(each.age_band, each.sex, each.category, each.count) for each in read.rows if each.count]
        counted = () if read.refused else app.attendance.count(found, rows)
    total = sum(each.count for each in counted)
    problems = [{"row": each.row, "column": each.column, "code": each.trouble.value} for each in read.problems]
    if read.refused:
        outcome = _("roll: nothing was counted; please put right {count} places").format(count=len(read.refused))
    else:
        outcome = _("roll: {count} people were counted by head").format(count=total)
    answer(call, {"counted": total, "problems": problems}, *(told(each) for each in read.problems), outcome)
    return PROBLEMS if read.refused else DONE


@attendance.command(help=N_("help: say who may get the paper, and why not"))
@click.argument("session", metavar="SESSION")
@PASSPHRASE_FILE
@click.pass_obj
def show(call: Call, session: str, passphrase_file: Path | None) -> int:
    """Print the roll."""
    return show_roll(call, session, passphrase_file)


def _joined(minutes: tuple[dict[int, int], ...]) -> dict[int, int]:
    return {number: each[number] for each in minutes for number in each}


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.replace("、", ",").replace("，", ",").split(",") if part.strip()]


def _span(part: str) -> range:
    first, dash, last = part.partition("-")
    return range(_whole(first), _whole(last if dash else first) + 1)


def _whole(text: str) -> int:
    if text.strip().isdecimal() and len(text.strip()) <= len("99999"):
        return int(text)
    raise ValueError(text)
