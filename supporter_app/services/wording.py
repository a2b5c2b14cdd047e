"""How a roster, its roll and a file of people read for people: in commands, on screens and in tables alike."""

from supporter_app.domain.attendance import Hindrance, Status
from supporter_app.domain.backup import Loss
from supporter_app.domain.enrolment import AgeBand, Sex
from supporter_app.domain.roster import RosterProblem, Trouble
from supporter_app.domain.session import NameKeeping
from supporter_app.i18n import N_, _

STATUS = {
    Status.PLANNED: N_("roll: not called yet"),
    Status.PRESENT: N_("roll: present"),
    Status.ABSENT: N_("roll: absent"),
    Status.PARTIAL: N_("roll: there for a part"),
}
HINDRANCES = {
    Hindrance.NOT_CALLED: N_("paper: because attendance is not recorded yet"),
    Hindrance.ABSENT: N_("paper: because of absence"),
    Hindrance.LATE: N_("paper: because of coming 15 minutes late or more"),
    Hindrance.LEFT_EARLY: N_("paper: because of leaving 15 minutes early or more"),
}
AGE_BANDS = {
    AgeBand.UNDER_20: N_("age: under 20"),
    AgeBand.TWENTIES: N_("age: 20s"),
    AgeBand.THIRTIES: N_("age: 30s"),
    AgeBand.FORTIES: N_("age: 40s"),
    AgeBand.FIFTIES: N_("age: 50s"),
    AgeBand.SIXTIES: N_("age: 60s"),
    AgeBand.SEVENTY_PLUS: N_("age: 70 and over"),
    AgeBand.EIGHTY_PLUS: N_("age: 80 and over"),
    AgeBand.UNKNOWN: N_("age: not known"),
}
SEXES = {
    Sex.MALE: N_("sex: male"),
    Sex.FEMALE: N_("sex: female"),
    Sex.OTHER: N_("sex: other"),
    Sex.UNDISCLOSED: N_("sex: not said"),
    Sex.UNKNOWN: N_("sex: not known"),
}
KEEPING = {
    NameKeeping.NONE: N_("names: no names are kept"),
    NameKeeping.UNTIL_REPORT: N_("names: kept until the report is done, erased 14 days after it"),
    NameKeeping.KEPT: N_("names: kept in the vault under the passphrase"),
}


TROUBLES = {
    Trouble.CONTROL: N_("has a line break or a character that is no letter. Please type it once more."),
    Trouble.DIRECTION: N_("has a hidden sign that turns the direction of writing. Please type it once more."),
    Trouble.INVISIBLE: N_("has a sign that cannot be seen. Please type it once more."),
    Trouble.TOO_LONG: N_("is too long for a name. At most 60 letters can be taken."),
    Trouble.PRIVATE_USE: N_("has a letter made on one computer only. It is kept, but cannot be printed."),
    Trouble.NAME_MISSING: N_("is empty. The row is taken without a name."),
    Trouble.AGE_BAND_UNKNOWN: N_("was not understood as an age. It is taken as not known."),
    Trouble.SEX_UNKNOWN: N_("was not understood. It is taken as not known."),
    Trouble.COUNT_WRONG: N_("is not a number of people. Please write digits."),
    Trouble.TOTAL_ROW: N_("looks like a total or a note. It is left out."),
    Trouble.FORMULA_ERROR: N_("holds a formula without an answer. Please write the words themselves."),
    Trouble.NO_HEADING_BESIDE: N_("has a column without a heading beside it, which was not read. Given names?"),
    Trouble.OTHER_SHEET: N_("Sheet {sheet} was not read. If it is a roster, please take it from a file of its own."),
    Trouble.SAME_AS_ANOTHER: N_("is the same as in a row above. It is taken; please see that nobody is there twice."),
    Trouble.ON_ROSTER: N_("is on the roster already. It is taken; please see that nobody is there twice."),
}


RECORDS = {
    "session": N_("records: sessions"),
    "enrolment": N_("records: people on rosters"),
    "attendance": N_("records: roll calls"),
    "headcount": N_("records: head counts"),
    "session-completion": N_("records: completions of sessions"),
    "completion": N_("records: completions of learning alone"),
}


def reason(hindrance: Hindrance | None) -> str | None:
    """Say why a person may not get the paper; None when they may."""
    return None if hindrance is None else _(HINDRANCES[hindrance])


def told(problem: RosterProblem) -> str:
    """Say in one line where something is the matter and what, without the text that stands there."""
    said = _(TROUBLES[problem.trouble])
    if problem.trouble is Trouble.OTHER_SHEET:
        return said.format(sheet=problem.column)
    if not problem.column:
        return _("Row {row}: {said}").format(row=problem.row, said=said)
    return _("Row {row}, {column}: {said}").format(row=problem.row, column=problem.column, said=said)


def lost(loss: Loss) -> list[str]:
    """Say what the backup holds and what going back to it would lose."""
    if not loss.present_readable:
        held = _("restore: the backup holds {sessions} sessions and {people} people")
        return [
            _("restore: the present records cannot be read; they are set aside as they are"),
            held.format(sessions=loss.then.sessions, people=loss.then.people),
        ]
    if loss.nothing():
        return [_("restore: nothing was recorded since; nothing is lost")]
    lines = [_("restore: what was recorded after this backup will be gone:")]
    counts = [(_(RECORDS[kind]), count) for kind, count in loss.records if kind in RECORDS]
    counts += [(_("records: pages read"), loss.pages), (_("records: answers"), loss.answers)]
    line = _("restore: {what}: {count}")
    return lines + [line.format(what=what, count=count) for what, count in counts if count]
