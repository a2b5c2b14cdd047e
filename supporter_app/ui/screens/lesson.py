"""授業の準備: what the lesson shows at which minute, which page may weigh on a child, and the way to begin it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from supporter_app.domain.edition import Edition
from supporter_app.domain.furigana import KNOWS_SCHOOL_KANJI, Furigana, FuriganaChoice
from supporter_app.domain.lesson import LENGTHS, StopKind
from supporter_app.domain.ruby import RubyText, ruby_text
from supporter_app.i18n import N_, _
from supporter_app.services.lessons import Lessons, PlannedStop
from supporter_app.ui import theme
from supporter_app.ui.destinations import ToLessonPages, ToSchool
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.screen import Caption, Foot, Screen
from supporter_app.ui.widgets.flow_layout import FlowLayout
from supporter_app.ui.widgets.frame import Button, button, card, class_words, label
from supporter_app.ui.widgets.ruby_label import RubyLabel

Keep = Callable[[Callable[[], object]], None]
Begin = Callable[[tuple[PlannedStop, ...], FuriganaChoice], None]
KINDS = {
    StopKind.PAGE: N_("Page"),
    StopKind.ITEM: N_("Question, hands up"),
    StopKind.WORKSHEET: N_("Worksheet"),
    StopKind.QUIET: N_("Quiet time"),
}


class LessonScreen(Screen):
    """The plan of the lesson; はじめる waits until the teacher has read every page of a version nobody has checked."""

    def __init__(
        self,
        reader: Reader,
        edition: Edition,
        lessons: Lessons,
        minutes: float,
        begin: Begin,
        keep: Callable[..., None],
    ) -> None:
        """`minutes` is what reading beforehand takes; `begin` opens the lesson; `keep` records, or says it cannot."""
        super().__init__(reader)
        self.edition, self.lessons, self._begin, self._keep = edition, lessons, begin, keep
        self.length = lessons.length(edition.id)
        self.furigana = lessons.furigana(edition.id)
        self.column.addWidget(label(_("Prepare the lesson"), "title"))
        self.column.addWidget(label(_("What pupils see is written in the plan below. Nothing about a pupil is kept.")))
        self.notice = label("", "strong")
        self.column.addWidget(self.notice)
        self.read_button = button(
            _("Read before the lesson (about {minutes} minutes)").format(minutes=round(minutes)), "second"
        )
        self.read_button.clicked.connect(lambda: self.go(ToLessonPages(edition.id)))
        row = FlowLayout()
        row.addWidget(self.read_button)
        self.column.addLayout(row)
        self.lengths = self._row(
            _("Minutes of the lesson"),
            [_("{minutes} minutes").format(minutes=minutes) for minutes in LENGTHS],
            [partial(self._set_length, minutes) for minutes in LENGTHS],
        )
        choices = furigana_choices()
        self.grades = self._row(
            _("Furigana in this lesson"),
            [words for words, _choice in choices],
            [partial(self._set_furigana, choice) for _words, choice in choices],
        )
        self._choices = [choice for _words, choice in choices]
        self._grid_place = card()
        self._grid = QGridLayout(self._grid_place)
        self._grid.setContentsMargins(3 * theme.SPACE, 2 * theme.SPACE, 3 * theme.SPACE, 2 * theme.SPACE)
        self._grid.setHorizontalSpacing(3 * theme.SPACE)
        self._grid.setVerticalSpacing(theme.SPACE)
        self._grid.setColumnStretch(1, 1)
        self.column.addWidget(self._grid_place)
        self.column.addStretch(1)
        self.follow()

    def _row(self, title: str, words: list[str], acts: list[Callable[[], None]]) -> list[Button]:
        self.column.addWidget(label(title, "strong"))
        row = FlowLayout()
        made = []
        for each, act in zip(words, acts, strict=True):
            choice = button(each, "step", name=f"{title} {each}")
            choice.setCheckable(True)
            choice.clicked.connect(lambda _checked=False, act=act: act())
            row.addWidget(choice)
            made.append(choice)
        self.column.addLayout(row)
        return made

    def plan(self) -> tuple[PlannedStop, ...]:
        """Give the stops of the lesson of the chosen length."""
        return self.lessons.plan(self.edition.id, self.length)

    def follow(self) -> None:
        """Show the plan of the chosen length, and whether the lesson may begin."""
        for minutes, each in zip(LENGTHS, self.lengths, strict=True):
            each.setChecked(minutes == self.length)
        for choice, each in zip(self._choices, self.grades, strict=True):
            each.setChecked(choice == self.furigana)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row, planned in enumerate(self.plan()):
            # Both keep room for readings, so that their words stand on one line.
            for column, words in enumerate((ruby_text(_minutes(planned)), _what(planned))):
                made = RubyLabel(self.reader, words, "small", wrap=bool(column), room=True)
                self._grid.addWidget(made, row, column)
        ready = self.lessons.read_through(self.edition.id)
        self.notice.setText(
            _("You have read every page of this version. The lesson can begin.")
            if ready
            else _("No specialist has checked this edition yet. Please read all that the class will see beforehand.")
        )
        self.changed.emit()

    def _set_length(self, minutes: int) -> None:
        self.length = minutes
        self._keep(lambda: self.lessons.choose_length(self.edition.id, minutes))
        self.follow()

    def _set_furigana(self, choice: FuriganaChoice) -> None:
        self.furigana = choice
        self._keep(lambda: self.lessons.choose_furigana(self.edition.id, choice))
        self.follow()

    def caption(self) -> Caption:
        """Name the edition and the screen."""
        return Caption(self.edition.name, _("Prepare the lesson"))

    def foot(self) -> Foot:
        """Offer to begin once every page was read."""
        return Foot(_("Back"), _("Begin the lesson"), forward_enabled=self.lessons.read_through(self.edition.id))

    def first_focus(self) -> QWidget | None:
        """Start with what is to be read; once it was, with the length."""
        return self.lengths[-1] if self.foot().forward_enabled else self.read_button

    def back(self) -> None:
        """Go back to the door for schools."""
        self.go(ToSchool())

    def forward(self) -> None:
        """Begin the lesson on the whole screen."""
        self._begin(self.plan(), self.furigana)


def furigana_choices() -> list[tuple[str, FuriganaChoice]]:
    """List what a teacher may choose, from none over the classes to all."""
    return [
        (_("none"), FuriganaChoice(Furigana.NONE, KNOWS_SCHOOL_KANJI)),
        *((class_words(known), FuriganaChoice(Furigana.BY_GRADE, known)) for known in range(KNOWS_SCHOOL_KANJI + 1)),
        (_("all"), FuriganaChoice(Furigana.ALL, KNOWS_SCHOOL_KANJI)),
    ]


def _minutes(planned: PlannedStop) -> str:
    """Give the minute a stop begins at, and how many it has."""
    return _("minute {begins}, for {minutes}").format(begins=planned.timed.begins, minutes=planned.timed.minutes)


def _what(planned: PlannedStop) -> RubyText:
    """Give the title of a stop, and before it what it is, unless that is a page like most others."""
    if planned.timed.stop.kind is StopKind.PAGE and not planned.sensitive:
        return planned.title
    return ruby_text(_("{kind}: ").format(kind=kind_words(planned))).followed_by(planned.title)


def kind_words(planned: PlannedStop) -> str:
    """Say what a stop is, and whether the page before announces it."""
    kind = _(KINDS[planned.timed.stop.kind])
    return _("{kind}, announced as heavy").format(kind=kind) if planned.sensitive else kind
