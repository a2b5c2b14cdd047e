"""One item of a chapter's quiz: answer, read why at once, try again or go on."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from supporter_app.domain.edition import Edition, Place
from supporter_app.domain.errors import ContentError, Problem
from supporter_app.domain.quiz import UNSURE, Item, Judgement, Kind, Response, Verdict, judge, shown_order
from supporter_app.domain.ruby import RubyText
from supporter_app.i18n import _
from supporter_app.services.learning import Learning
from supporter_app.ui.destinations import ToEnd, ToHome, ToPlace
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.chapter_page import neighbour
from supporter_app.ui.screens.home import chapter_marked, chapter_words, place_words
from supporter_app.ui.screens.screen import Caption, Foot, TwoColumnScreen, bring_into_view
from supporter_app.ui.speech import Speaker
from supporter_app.ui.widgets.announcing import announce
from supporter_app.ui.widgets.answers import answers_for
from supporter_app.ui.widgets.feedback import FeedbackCard
from supporter_app.ui.widgets.frame import button, label
from supporter_app.ui.widgets.read_aloud import ReadAloud
from supporter_app.ui.widgets.ruby_text import RubyBrowser
from supporter_app.ui.widgets.text_style import PROMPT_STYLE

Keep = Callable[[Callable[[], object]], None]


class ItemScreen(TwoColumnScreen):
    """An item; every press is answered at once, and nothing chosen stays visible after つぎへ."""

    def __init__(
        self,
        reader: Reader,
        edition: Edition,
        place: Place,
        learning: Learning,
        keep: Keep,
        speaker: Speaker | None = None,
    ) -> None:
        """Show the item with its choices in their stable order; `keep` records, or says that it cannot."""
        super().__init__(reader)
        self.edition, self.place, self.learning = edition, place, learning
        self._keep = keep
        self.item = _find(edition, place, learning)
        self.answered = False
        self._open = not _at_once(self.item)
        self.prompt = RubyBrowser(reader)
        self.prompt.show_text(self.item.prompt, PROMPT_STYLE)
        self.prompt.setAccessibleName(self.item.prompt.plain())
        self.column.addWidget(self.prompt)
        hint = _hint(self.item)
        if hint:
            self.column.addWidget(label(hint, "small"))
        self.column.addLayout(self.row)
        self.answers = answers_for(reader, self.item, shown_order(self.item, learning.seed()))
        self.answers.given.connect(self._answer)
        self.answers.touched.connect(self._touched)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.answers)
        self.unsure = button(_("I am not sure"), "link")
        self.unsure.clicked.connect(lambda: self._answer(UNSURE))
        self._below = QHBoxLayout()
        self._below.setSpacing(24)
        self._below.addWidget(self.unsure)
        self._below.addStretch(1)
        left.addLayout(self._below)
        left.addStretch(1)
        self.row.addLayout(left, 3)
        self._side = QVBoxLayout()
        self._side.addStretch(1)
        self.row.addLayout(self._side, 2)
        self._feedback: FeedbackCard | None = None
        self.column.addStretch(1)
        if speaker is not None:
            self.offer_voice(speaker)

    def offer_voice(self, speaker: Speaker) -> None:
        """Take the button that reads question and choices aloud, and what is said to an answer."""
        self.aloud = ReadAloud(speaker, self)
        self._below.insertWidget(1, self.aloud)

    def caption(self) -> Caption:
        """Say which chapter and item this is."""
        entry = self.edition.entry(self.place.chapter)
        position = place_words(entry, self.place)
        return Caption(chapter_words(self.edition, entry), position, chapter_marked(self.edition, entry))

    def announcement(self) -> str:
        """Say the place and the question."""
        return f"{super().announcement()} {self.item.prompt.plain()}"

    def foot(self) -> Foot:
        """Offer こたえる until an answer stands, then つぎへ."""
        if self._open:
            return Foot(_("Back"), _("Answer"), forward_enabled=bool(self.answers.response()))
        return Foot(_("Back"), _("Next"), forward_enabled=self.answered)

    def first_focus(self) -> QWidget | None:
        """Read the question first."""
        return self.prompt

    def set_reader(self, reader: Reader) -> None:
        """Follow a change of look or furigana; what was chosen stays."""
        super().set_reader(reader)
        self.answers.set_reader(reader)
        if self._feedback is not None:
            self._feedback.set_look(reader.look)

    def back(self) -> None:
        """Go to the item or page before."""
        place = neighbour(self.edition, self.place, -1)
        self.go(ToPlace(place) if place is not None else ToHome())

    def forward(self) -> None:
        """Answer, or go on to the next item; after the last one to the first screen, or to the end of the course."""
        if self._open:
            self._answer(self.answers.response())
            return
        following = neighbour(self.edition, self.place, 1)
        if following is not None:
            self.go(ToPlace(following))
        elif self.learning.progress(self.edition.id).next_place(self.edition) is None:
            self.go(ToEnd())
        else:
            self.go(ToHome())

    def _answer(self, chosen: tuple[str, ...]) -> None:
        response = Response(self.item.id, chosen)
        self._keep(lambda: self.learning.answer(self.edition.id, self.place.chapter, response))
        self._show(judge(self.item, response))
        self.answered = True
        self._open = False
        self.changed.emit()

    def _touched(self) -> None:
        """Offer こたえる again after a change."""
        self._open = True
        self.changed.emit()

    def _show(self, judgement: Judgement) -> None:
        if self._feedback is not None:
            self._side.removeWidget(self._feedback)
            self._feedback.deleteLater()
        headline, texts = spoken_judgement(self.item, judgement)
        good = judgement.right or judgement.unsure
        self._feedback = FeedbackCard(self.reader, headline, texts, right=good)
        self._side.insertWidget(0, self._feedback)
        announce(self, self._feedback.spoken)
        bring_into_view(self._feedback)


def spoken_judgement(item: Item, judgement: Judgement) -> tuple[str, tuple[RubyText, ...]]:
    """Put a judgement into a headline and the texts that go with it."""
    if judgement.unsure:
        return _("That is fine. Let us look at it together."), (item.explanation,)
    chosen = tuple(choice.feedback for choice, _right in judgement.feedback)
    if item.kind in {Kind.ORDER, Kind.MATCH}:
        chosen = tuple(choice.feedback for choice, right in judgement.feedback if not right)
    if not judgement.right:
        return _("Let us think about it once more"), chosen
    if item.kind is Kind.SCENE and any(choice.verdict is Verdict.FINE for choice, _right in judgement.feedback):
        return _("That is a good way too"), (*chosen, item.explanation)
    return _("Yes, that is right"), (*chosen, item.explanation)


def _at_once(item: Item) -> bool:
    """Tell whether pressing a choice answers the item."""
    return item.kind not in {Kind.SEVERAL, Kind.ORDER, Kind.MATCH}


def _hint(item: Item) -> str:
    match item.kind:
        case Kind.SEVERAL:
            return _("Choose all that fit.")
        case Kind.ORDER:
            return _("Put them in order with the arrow buttons.")
        case _:
            return ""


def _find(edition: Edition, place: Place, learning: Learning) -> Item:
    for item in learning.quiz(edition.id, place.chapter).items:
        if item.id == place.item:
            return item
    raise ContentError((Problem(f"quizzes/{edition.id}/{place.chapter}.toml", 1, "item-missing", str(place.item)),))
