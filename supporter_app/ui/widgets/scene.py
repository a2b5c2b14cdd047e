"""A branching scene: one moment at a time, what one may say, and what comes of it."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from supporter_app.domain.quiz import Reply, Scene, Step, Verdict
from supporter_app.i18n import _
from supporter_app.ui import theme
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.announcing import announce
from supporter_app.ui.widgets.choice_card import ChoiceCard
from supporter_app.ui.widgets.feedback import FeedbackCard
from supporter_app.ui.widgets.frame import Button, button
from supporter_app.ui.widgets.ruby_text import RubyBrowser
from supporter_app.ui.widgets.text_style import BODY_STYLE, HEADING_STYLE


class SceneView(QFrame):
    """Plays a scene inside a page; it can be tried again from its beginning, and nothing of it is kept."""

    def __init__(self, scene: Scene, reader: Reader) -> None:
        """Begin at the first moment."""
        super().__init__()
        self.setProperty("role", "card")
        self.scene = scene
        self._reader = reader
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * theme.SPACE, 2 * theme.SPACE, 4 * theme.SPACE, 2 * theme.SPACE)
        column.setSpacing(12)
        self._title = RubyBrowser(reader)
        self._title.show_text(scene.title, HEADING_STYLE)
        self._title.setAccessibleName(scene.title.plain())
        self._text = RubyBrowser(reader)
        column.addWidget(self._title)
        column.addWidget(self._text)
        self._moment = QVBoxLayout()
        self._moment.setSpacing(theme.SPACE)
        column.addLayout(self._moment)
        self.cards: dict[str, ChoiceCard] = {}
        self._feedback: FeedbackCard | None = None
        self._on: Button | None = None
        self.open_step(scene.start)

    def open_step(self, step: str) -> None:
        """Show one moment with what one may say."""
        self._clear()
        self.step: Step = self.scene.step(step)
        self._text.show_text(self.step.text, BODY_STYLE)
        self._text.setAccessibleName(self.step.text.plain())
        for reply in self.step.replies:
            made = ChoiceCard(self._reader, reply.text, mark="one")
            made.clicked.connect(lambda _checked=False, reply=reply: self.choose(reply))
            self.cards[reply.id] = made
            self._moment.addWidget(made)

    def choose(self, reply: Reply) -> None:
        """Answer a reply with what comes of it, and offer the way on."""
        for each, made in self.cards.items():
            made.setChecked(each == reply.id)
        self._drop_feedback()
        headline = {
            Verdict.BEST: _("That fits well"),
            Verdict.FINE: _("That is possible too"),
            Verdict.AVOID: _("Let us think about it once more"),
        }[reply.verdict]
        self._feedback = FeedbackCard(
            self._reader, headline, (reply.feedback,), right=reply.verdict is not Verdict.AVOID
        )
        self._moment.addWidget(self._feedback)
        following = reply.following
        self._on = button(_("What happens next") if following else _("Try the scene again"), "second")
        self._on.clicked.connect(lambda: self._go(following or self.scene.start))
        self._moment.addWidget(self._on)
        announce(self, self._feedback.spoken)

    def _go(self, step: str) -> None:
        self.open_step(step)
        self._text.setFocus()

    def _drop_feedback(self) -> None:
        for each in (self._feedback, self._on):
            if each is not None:
                self._moment.removeWidget(each)
                each.hide()
                each.deleteLater()
        self._feedback = self._on = None

    def _clear(self) -> None:
        self._drop_feedback()
        for made in self.cards.values():
            self._moment.removeWidget(made)
            made.hide()
            made.deleteLater()
        self.cards = {}

    def set_reader(self, reader: Reader) -> None:
        """Follow a change of look or furigana; the moment stays."""
        self._reader = reader
        for made in self.cards.values():
            made.set_reader(reader)
        if self._feedback is not None:
            self._feedback.set_look(reader.look)
