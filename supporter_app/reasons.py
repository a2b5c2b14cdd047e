"""Three sentences for each reason why the program will not do something now, or cannot take a file."""

from supporter_app.i18n import N_

NO_SUCH_REASON = ""

OWN_RECORDS_SAFE = N_("safe: what was recorded before")
NAMES_SAFE = N_("safe: names and records stay as they are")
ALL_SAFE = N_("safe: everything you did so far")
NOTHING_WRITTEN = N_("safe: nothing was written; all records are as before")
ALL_KEPT = N_("safe: nothing was erased or changed")

NOTHING_TAKEN = N_("safe: nothing was taken from the file, records are as before")
BY_IMPORT: dict[str, tuple[str, str, str]] = {
    "too-large": (
        N_("what: {name} is larger than {detail} MB"),
        NOTHING_TAKEN,
        N_("next: take pictures and other sheets out of it, or divide it"),
    ),
    "too-many-rows": (
        N_("what: {name} has too many rows, from row {row} on"),
        NOTHING_TAKEN,
        N_("next: divide it, or delete the rows that are not needed"),
    ),
    "unpacks-too-large": (
        N_("what: {name} becomes far too large when it is opened"),
        NOTHING_TAKEN,
        N_("next: copy the rows into a new sheet and save that"),
    ),
    "old-workbook": (
        N_("what: {name} is an Excel file of the old kind, or has a password"),
        NOTHING_TAKEN,
        N_("next: take the password off, and save it again as xlsx"),
    ),
    "encoding": (
        N_("what: the letters of {name} cannot be read"),
        NOTHING_TAKEN,
        N_("next: open it in Excel and save it again as xlsx"),
    ),
    "no-review-sheet": (
        N_("what: {name} is no review sheet of this program"),
        NOTHING_TAKEN,
        N_("next: write the sheet with review export, and fill that one in"),
    ),
    "review-column": (
        N_("what: the column {detail} is missing in {name}"),
        NOTHING_TAKEN,
        N_("next: leave the headings of the sheet as they are"),
    ),
    "review-tick": (
        N_("what: row {row} of {name} is ticked with neither ○ nor ×"),
        NOTHING_TAKEN,
        N_("next: write ○ there, × where it is not right, or nothing"),
    ),
    "review-role": (
        N_("what: row {row} of {name} is ticked, and nobody says in which role"),
        NOTHING_TAKEN,
        N_("next: write a role such as school nurse there, and no name"),
    ),
    "review-day": (
        N_("what: in row {row} of {name} the day cannot be read"),
        NOTHING_TAKEN,
        N_("next: write it as 2026-11-28"),
    ),
    "review-digest": (
        N_("what: in row {row} of {name} the last column was changed"),
        NOTHING_TAKEN,
        N_("next: write the sheet anew, and copy your ticks into it"),
    ),
    "review-edition": (
        N_("what: no row of {name} belongs to this edition"),
        NOTHING_TAKEN,
        N_("next: take the sheet of this edition"),
    ),
    "review-empty": (
        N_("what: no row of {name} is ticked, or none belongs to an edition there is"),
        NOTHING_TAKEN,
        N_("next: put ○ in the rows that are right"),
    ),
    "not-a-table": (
        N_("what: row {row} of {name} is not a row of a table"),
        NOTHING_TAKEN,
        N_("next: open it in Excel and save it again as xlsx"),
    ),
    "no-heading": (
        N_("what: no headings such as name or age band were found in {name}"),
        NOTHING_TAKEN,
        N_("next: write headings above the columns"),
    ),
    "no-count": (
        N_("what: {name} has no column for the number of people (headings: row {row})"),
        NOTHING_TAKEN,
        N_("next: write count above that column"),
    ),
    "empty": (
        N_("what: no people were found in {name}"),
        NOTHING_TAKEN,
        N_("next: look whether it is the right file"),
    ),
}
NOT_A_WORKBOOK = (
    N_("what: {name} is broken, or no table this program can read"),
    NOTHING_TAKEN,
    N_("next: open it in Excel and save it again as xlsx"),
)

BY_REASON: dict[str, tuple[str, str, str]] = {
    "stopped": (
        N_("what: it was stopped as you asked"),
        NOTHING_WRITTEN,
        N_("next: begin again whenever you like"),
    ),
    "nothing-chosen": (
        N_("what: no session was chosen"),
        NOTHING_WRITTEN,
        N_("next: choose one session or more"),
    ),
    "not-finished": (
        N_("what: {detail} pages or questions are still left"),
        ALL_SAFE,
        N_("next: go on from where something is left"),
    ),
    "review-future": (
        N_("what: a day in the sheet is still to come"),
        ALL_SAFE,
        N_("next: write the day on which the text was read"),
    ),
    "no-lesson": (
        N_("what: this edition has no lesson for a class"),
        ALL_SAFE,
        N_("next: choose the edition for grades 4 to 6 or for junior high schools"),
    ),
    "no-such-item": (
        N_("what: this question is not in the course any more"),
        ALL_SAFE,
        N_("next: go back to the chapter and open the quiz again"),
    ),
    "no-such-choice": (
        N_("what: this choice is not in the question any more"),
        ALL_SAFE,
        N_("next: go back to the chapter and open the quiz again"),
    ),
    "code-length": (
        N_("what: a record code has 12 letters, this has {detail}"),
        ALL_SAFE,
        N_("next: compare with the paper, letter by letter"),
    ),
    "code-letter": (
        N_("what: the letter {detail} is never in a record code"),
        ALL_SAFE,
        N_("next: compare with the paper, letter by letter"),
    ),
    "code-check": (
        N_("what: one or more letters of the record code are wrong"),
        ALL_SAFE,
        N_("next: compare with the paper, letter by letter"),
    ),
    "no-such-edition": (
        N_("what: there is no edition called {detail}"),
        NOTHING_WRITTEN,
        N_("next: choose one of the editions of this course"),
    ),
    "no-picture-cards": (
        N_("what: the edition {detail} has no picture cards"),
        NOTHING_WRITTEN,
        N_("next: choose lower elementary school"),
    ),
    "set-is-there": (
        N_("what: there is a folder or file named {detail} already"),
        NOTHING_WRITTEN,
        N_("next: choose another place or name, or move the old one away"),
    ),
    "no-such-length": (
        N_("what: there is no lesson of {detail} minutes"),
        NOTHING_WRITTEN,
        N_("next: choose 40 or 45 minutes"),
    ),
    "no-lesson-papers": (
        N_("what: the edition {detail} has no lesson and no papers for one"),
        NOTHING_WRITTEN,
        N_("next: choose upper elementary or junior high school"),
    ),
    "title-missing": (
        N_("what: the session has no title"),
        NOTHING_WRITTEN,
        N_("next: give it a title, as it shall stand in the list"),
    ),
    "other-ending": (
        N_("what: a file of this kind does not end like this; it ends in {detail}"),
        NOTHING_WRITTEN,
        N_("next: give the file that ending, or choose the other kind"),
    ),
    "nothing-to-mark": (
        N_("what: nobody was named whose attendance is to be marked"),
        NOTHING_WRITTEN,
        N_("next: name numbers, as --absent 3,7, or mark everybody with --all-present"),
    ),
    "words-unusable": (
        N_("what: title, place, lecturer or organiser is over {detail} letters, or has signs that cannot be seen"),
        NOTHING_WRITTEN,
        N_("next: type it once more, on one line"),
    ),
    "day-out-of-reach": (
        N_("what: the day {detail} is too far away"),
        NOTHING_WRITTEN,
        N_("next: look at the year once more"),
    ),
    "report-before-session": (
        N_("what: the report cannot be done before the day of the session, {detail}"),
        NOTHING_WRITTEN,
        N_("next: look at the day once more"),
    ),
    "ends-before-start": (
        N_("what: the session ends before it begins"),
        NOTHING_WRITTEN,
        N_("next: look at both times once more"),
    ),
    "children-are-counted": (
        N_("what: there is no roster of children"),
        NOTHING_WRITTEN,
        N_("next: count them by grade and class: attendance headcount, with the columns 学年, 組 and 人数"),
    ),
    "count-by-class": (
        N_("what: children are counted by grade and class, and this is neither: {detail}"),
        NOTHING_WRITTEN,
        N_("next: write 学年 and 組, as 4年 and 1組, さくら組 or 不明; six years in elementary schools, three after"),
    ),
    "children-have-no-names": (
        N_("what: names of children are never kept"),
        NOTHING_WRITTEN,
        N_("next: choose 'no names'; counts by grade and class are enough for the report"),
    ),
    "over-the-records": (
        N_("what: this is one of the files of the records themselves"),
        ALL_KEPT,
        N_("next: choose another name, or a folder outside the records"),
    ),
    "name-too-long": (
        N_("what: a name has more than {detail} letters"),
        NOTHING_WRITTEN,
        N_("next: type the name once more"),
    ),
    "inside-the-records": (
        N_("what: this folder lies inside the records themselves"),
        ALL_KEPT,
        N_("next: choose a folder on a stick, another disk or a share"),
    ),
    "vault-not-there": (
        N_("what: this computer has no vault for names yet"),
        NOTHING_WRITTEN,
        N_("next: make the vault with a passphrase first, or choose another way to keep names"),
    ),
    "vault-there": (
        N_("what: this computer has a vault already"),
        NAMES_SAFE,
        N_("next: open it with its passphrase or its recovery code"),
    ),
    "passphrase-needed": (
        N_("what: names are in the vault, and no passphrase was given"),
        NAMES_SAFE,
        N_("next: give the passphrase, or a file that holds it"),
    ),
    "no-such-session": (
        N_("what: there is no session with the id {detail}"),
        NOTHING_WRITTEN,
        N_("next: take the id from the list of sessions; its first letters are enough"),
    ),
    "several-sessions": (
        N_("what: several sessions begin with {detail}"),
        NOTHING_WRITTEN,
        N_("next: give more letters of the id"),
    ),
    "no-such-person": (
        N_("what: there is no person with the id {detail}"),
        NOTHING_WRITTEN,
        N_("next: take the id from the roster; its first letters are enough"),
    ),
    "several-people": (
        N_("what: several people begin with {detail}"),
        NOTHING_WRITTEN,
        N_("next: give more letters of the id"),
    ),
    "yes-needed": (
        N_("what: it was not done, because nobody said yes"),
        ALL_KEPT,
        N_("next: to really do it, answer yes, or add --yes"),
    ),
    "session-is-nameless": (
        N_("what: this session keeps no names, and names were given"),
        NOTHING_WRITTEN,
        N_("next: leave the names out, or write down a session that keeps names"),
    ),
    "names-are-erased": (
        N_("what: the names of this session are erased, so no new one can be added"),
        NOTHING_WRITTEN,
        N_("next: add the person without a name"),
    ),
    "name-unusable": (
        N_("what: a name holds signs that cannot be seen or are no letters"),
        NOTHING_WRITTEN,
        N_("next: type the name once more"),
    ),
    "roster-too-long": (
        N_("what: a roster holds {detail} people at most"),
        NOTHING_WRITTEN,
        N_("next: divide the people among several sessions"),
    ),
    "too-many-names": (
        N_("what: without a passphrase this computer keeps 100 names at most; it holds {detail}"),
        NOTHING_WRITTEN,
        N_("next: make the vault with a passphrase and keep the names there, or do without names"),
    ),
    "nobody-enrolled": (
        N_("what: nobody is on the roster of this session"),
        NOTHING_WRITTEN,
        N_("next: enrol people first, or write down a head count"),
    ),
    "no-such-number": (
        N_("what: these numbers are not on the roster: {detail}"),
        NOTHING_WRITTEN,
        N_("next: look at the numbers of the roster"),
    ),
    "number-twice": (
        N_("what: these numbers are named in more than one way: {detail}"),
        NOTHING_WRITTEN,
        N_("next: name each number once"),
    ),
    "minutes-wrong": (
        N_("what: minutes are from 0 to {detail}"),
        NOTHING_WRITTEN,
        N_("next: look at the minutes once more"),
    ),
    "count-wrong": (
        N_("what: a group of a head count has 1 to {detail} people"),
        NOTHING_WRITTEN,
        N_("next: look at the counts once more"),
    ),
    "bug": (
        N_("what: something happened that this program did not expect"),
        ALL_SAFE,
        N_("next: go back; if it happens again, close the program and start it again"),
    ),
    NO_SUCH_REASON: (
        N_("what: this cannot be done now"),
        ALL_SAFE,
        N_("next: go back one screen and try again"),
    ),
}
