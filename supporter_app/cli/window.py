"""Commands that start the window to play, to be looked at, or to be checked."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from supporter_app.cli.frame import DONE, NOT_DONE, PROBLEMS, Call, Command, Option, give
from supporter_app.i18n import N_, _

if TYPE_CHECKING:
    from supporter_app.services.window import Ended

WINDOW_SAID = "window.txt"


@click.command(cls=Command, help=N_("help: let the window play itself and leave pictures, papers and a summary"))
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


@click.command(cls=Command, help=N_("help: take the pictures of the program"))
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


@click.command("self-test", cls=Command, help=N_("help: check that this program has everything and its window opens"))
@click.option("--report", type=click.Path(path_type=Path), cls=Option, help=N_("help: write the same into this file"))
@click.pass_obj
def self_test(call: Call, report: Path | None) -> int:
    """Check the program from inside; 1 when something is missing."""
    from supporter_app.bootstrap import computer_clock
    from supporter_app.content.library import Library
    from supporter_app.resources import root
    from supporter_app.services.self_test import SelfTest, as_json, as_text

    findings = SelfTest(Library(root()), computer_clock).run()
    give(as_json(findings) if call.as_json else as_text(findings), report)
    return DONE if all(each.fine for each in findings) else PROBLEMS


def _stopped(ended: "Ended", out: Path) -> int:
    """Say that the window ended before its work was done; what it wrote is kept for whoever repairs it."""
    from supporter_app.files import write_whole

    place = out.absolute() / WINDOW_SAID
    write_whole(place, f"{ended.code}\n{ended.said}\n".encode("utf-8", "backslashreplace"))
    click.echo(_("window: it ended before it was done; what it wrote is in {place}").format(place=place), err=True)
    return NOT_DONE if ended.code == NOT_DONE else PROBLEMS
