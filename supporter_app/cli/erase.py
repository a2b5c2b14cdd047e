"""Commands that erase names: `supporter erase person | session`."""

from typing import TYPE_CHECKING

import click

from supporter_app.cli.frame import DONE, Call, Group
from supporter_app.cli.records import YES, answer, confirm, records
from supporter_app.i18n import N_, _

if TYPE_CHECKING:
    from supporter_app.services.erasure import Erased


@click.group(cls=Group, help=N_("help: erase names for good"))
def erase() -> None:
    """Hold the commands that erase."""


@erase.command(help=N_("help: erase one person's name everywhere"))
@click.argument("name", metavar="ID")
@YES
@click.pass_obj
def person(call: Call, name: str, *, yes: bool) -> int:
    """Erase one person's name."""
    with records(call) as app:
        session, enrolled = app.erasure.person(name)
        question = _("erase: really erase the name of number {number} in {title}? It cannot be undone.")
        confirm(question.format(number=enrolled.number, title=session.plan.title), yes=yes)
        app.backups.make()
        erased = app.erasure.erase_person(enrolled.person)
    return erased_answer(call, erased)


@erase.command(help=N_("help: erase all names of a session everywhere"))
@click.argument("name", metavar="ID")
@YES
@click.pass_obj
def session(call: Call, name: str, *, yes: bool) -> int:
    """Erase the names of one session."""
    with records(call) as app:
        found = app.classroom.session(name)
        question = _("erase: really erase all names of {title}? It cannot be undone.")
        confirm(question.format(title=found.plan.title), yes=yes)
        app.backups.make()
        erased = app.erasure.erase_session(found)
    return erased_answer(call, erased)


def erased_answer(call: Call, erased: "Erased", *before: str) -> int:
    """Say what was erased, where it was searched, and which copies are elsewhere."""
    sentences = [
        *before,
        _("erase: {people} names were erased; numbers and counts stay").format(people=erased.people),
        _("erase: searched in the records, their backups and the file of keys"),
    ]
    if erased.carried:
        sentences.append(_("erase: these copies were carried away; please erase them where they are"))
        sentences += dict.fromkeys(f"  {each.place}" for each in erased.carried)
    answer(call, erased_fields(erased), *sentences)
    return DONE


def erased_fields(erased: "Erased") -> dict[str, object]:
    """Give what an erasure did as the fields of an answer."""
    carried = [{"made_at": each.made_at, "kind": each.kind, "place": each.place} for each in erased.carried]
    return {"session": erased.session.id, "people": erased.people, "searched": erased.searched, "carried": carried}
