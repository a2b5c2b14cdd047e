"""The header and the footer that stand at the same place on every screen."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from supporter_app.domain.furigana import KNOWS_SCHOOL_KANJI, Furigana, FuriganaChoice
from supporter_app.i18n import _
from supporter_app.ui import theme
from supporter_app.ui.reader import FollowsReader, Reader
from supporter_app.ui.screens.screen import Caption, Foot
from supporter_app.ui.widgets.drawing import circle, draw
from supporter_app.ui.widgets.words import Words

MARGIN, SLACK = 12, 8
"""Pixels above and below the header's row, and how many of them the readings of a title may use."""


class Motif(QWidget):
    """The mark of the program: two circles that meet."""

    def __init__(self, look: theme.Look) -> None:
        """Take the size of the letters beside it."""
        super().__init__()
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_look(self, look: theme.Look) -> None:
        """Follow another theme or size."""
        self._look = look
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for two circles that overlap by a third."""
        return QSize(self._look.pixels(44), self._look.pixels(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the circles."""
        del event
        painter = QPainter(self)
        radius = self.height() / 2
        cool = circle(radius, radius, radius, f'fill="{self._look.palette().accent}"')
        warm = circle(self.width() - radius, radius, radius, f'fill="{theme.MOTIF_WARM}"')
        draw(self, painter, cool + warm)
        painter.end()


class Button(QPushButton):
    """A button that Enter presses as Space does, and over which the mouse becomes a hand."""

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hand; set only now, because all of `Qt` would hold up the first frame."""
        from PySide6.QtCore import Qt

        self.setCursor(Qt.CursorShape.PointingHandCursor)
        super().enterEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter too."""
        from PySide6.QtCore import Qt

        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)


def button(words: str, role: str = "", name: str = "") -> Button:
    """Make a button; `name` is what a screen reader says where the words alone do not tell."""
    made = Button(words)
    if role:
        made.setProperty("role", role)
    if name:
        made.setAccessibleName(name)
    return made


def label(words: str, role: str = "", *, wrap: bool = True) -> QLabel:
    """Make plain words: one line, or lines with room between them."""
    made = Words(words) if wrap else QLabel(words)
    made.setProperty("textFormat", "PlainText")
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def card(role: str = "card") -> QFrame:
    """Make a rounded box; the roles are those of the style sheet."""
    made = QFrame()
    made.setProperty("role", role)
    return made


class Header(QFrame):
    """相談先 · ふりがな · あＡ · ？ at the right, where the reader is at the left."""

    contents_asked = Signal()
    help_asked = Signal()
    furigana_asked = Signal()
    appearance_asked = Signal()
    guide_asked = Signal()
    exit_asked = Signal()
    fitted = Signal()

    def __init__(self, look: theme.Look) -> None:
        """Build the bar."""
        super().__init__()
        self.setProperty("role", "header")
        column = QVBoxLayout(self)
        # The words may use most of the height, so that readings above a title make no header higher than another.
        column.setContentsMargins(5 * theme.SPACE, MARGIN - SLACK, 5 * theme.SPACE, MARGIN - SLACK)
        column.setSpacing(theme.SPACE)
        self._row = row = QHBoxLayout()
        row.setSpacing(theme.SPACE * 2)
        # What is highest in the row is not on every screen; the row is always as high, so that nothing below it moves.
        self._strut = QSpacerItem(0, 0)
        row.addItem(self._strut)
        self._below = QHBoxLayout()
        column.addLayout(row)
        column.addLayout(self._below)
        self.motif = Motif(look)
        self.contents = button("")
        self.belongs: QLabel = label("", "small", wrap=False)
        self.position = label("", "strong", wrap=False)
        self._words = words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self.belongs)
        words.addWidget(self.position)
        words.addStretch(1)
        self._reader: Reader | None = None
        self.exit = button("", "door")
        self.exit.hide()
        self.help = button("", "help")
        self.furigana = button("")
        self.appearance = button("")
        self.guide = button("")
        self.reword()
        row.addWidget(self.motif)
        row.addWidget(self.contents)
        row.addLayout(words)
        row.addStretch(1)
        for each in (self.exit, self.help, self.furigana, self.appearance, self.guide):
            row.addWidget(each)
        self.contents.clicked.connect(self.contents_asked)
        self.help.clicked.connect(self.help_asked)
        self.furigana.clicked.connect(self.furigana_asked)
        self.appearance.clicked.connect(self.appearance_asked)
        self.guide.clicked.connect(self.guide_asked)
        self.exit.clicked.connect(self.exit_asked)
        self._caption = Caption()
        self._choice = FuriganaChoice()

    def reword(self) -> None:
        """Put the words of the language in use on the buttons."""
        for each, words, name in (
            (self.contents, _("Contents"), _("Contents: all chapters")),
            (self.exit, _("Hide now"), _("Hide now: this window is away at once and the program ends")),
            (self.help, _("Help lines"), ""),
            (self.appearance, _("Aa"), _("Aa: letters and colours")),
            (self.guide, _("?"), _("How to use")),
        ):
            each.setText(words)
            each.setAccessibleName(name)
        self.exit.setAccessibleDescription(_("Ctrl, Shift and X together do the same"))

    def show_caption(self, caption: Caption, *, at_home: bool) -> None:
        """Say where the reader is; at home the mark of the program stands in place of the contents button."""
        self._caption = caption
        self.motif.setVisible(at_home)
        self.contents.setVisible(not at_home)
        self.help.setVisible(not at_home)
        self._write_belongs(caption)
        self.position.setText(caption.position)
        self._fit()

    def show_exit(self, *, offered: bool) -> None:
        """Show すぐにかくす, or take it away; the place of 相談先 stays free at home, so that it stands still."""
        kept = self.help.sizePolicy()
        kept.setRetainSizeWhenHidden(offered)
        self.help.setSizePolicy(kept)
        self.exit.setVisible(offered)

    def set_reader(self, reader: Reader) -> None:
        """Follow a change of look or furigana."""
        self._reader = reader
        self.motif.set_look(reader.look)
        self.show_furigana(reader.furigana)
        if isinstance(self.belongs, FollowsReader):
            self.belongs.set_reader(reader)

    def _write_belongs(self, caption: Caption) -> None:
        """Write what the screen belongs to, with room for readings where it has any."""
        marked = caption.marked if caption.marked != caption.belongs else ""
        self._words.setSpacing(0 if marked else theme.SPACE // 2)
        if not marked and not isinstance(self.belongs, FollowsReader):
            self.belongs.setText(caption.belongs)
            return
        former = self.belongs
        self.belongs = self._ruby(marked) if marked else label(caption.belongs, "small", wrap=False)
        self._words.insertWidget(self._words.indexOf(former), self.belongs)
        self._words.removeWidget(former)
        former.hide()
        former.deleteLater()

    def _ruby(self, marked: str) -> QLabel:
        from supporter_app.domain.ruby import marked_text
        from supporter_app.ui.widgets.ruby_label import RubyLabel

        assert self._reader is not None
        return RubyLabel(self._reader, marked_text(marked), "small", wrap=False)

    def caption_hidden(self) -> bool:
        """Tell whether there is no room for the caption, so that the screen has to show it itself."""
        return bool(self._caption.position) and self.position.isHidden()

    def show_furigana(self, choice: FuriganaChoice) -> None:
        """Say on the button which readings are shown."""
        self._choice = choice
        words = furigana_words(choice)
        self.furigana.setText(_("Furigana {amount}").format(amount=words))
        self.furigana.setAccessibleDescription(_("Press to change which words show their reading"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drop the caption rather than clip it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        captions = 2 * self.position.sizeHint().height()
        highest = max(self.motif.sizeHint().height(), self.help.sizeHint().height(), captions)
        self._strut.changeSize(0, highest + 2 * SLACK)
        self._row.invalidate()
        offered = not self.exit.isHidden()
        taken, needed = self._taken(offered=offered), self.exit.sizeHint().width() + theme.SPACE * 2
        # Placed while it is away too: coming into another row, it would move all that stands below for a moment.
        below = self._taken(offered=True) + needed > self.width() - 10 * theme.SPACE
        self._place_exit(below=below)
        taken += needed if offered and not below else 0
        room = self.width() - taken - 10 * theme.SPACE
        wanted = max(self.belongs.sizeHint().width(), self.position.sizeHint().width())
        for each in (self.belongs, self.position):
            each.setVisible(bool(each.text()) and wanted <= room)
        self.fitted.emit()

    def _taken(self, *, offered: bool) -> int:
        """Give the room of the others; beside すぐにかくす the widest furigana, so that a press of it moves nothing."""
        standing = (self.contents, self.help) if offered else (self.motif, self.contents, self.help)
        shown = (*standing, self.furigana, self.appearance, self.guide)
        taken: int = sum(each.sizeHint().width() + theme.SPACE * 2 for each in shown if offered or not each.isHidden())
        if not offered:
            return taken
        measure = self.furigana.fontMetrics().horizontalAdvance
        choices = (self._choice._replace(amount=each) for each in Furigana)
        words = (_("Furigana {amount}").format(amount=furigana_words(each)) for each in choices)
        widest: int = max(map(measure, words)) - measure(self.furigana.text())
        return taken + widest

    def _place_exit(self, *, below: bool) -> None:
        """Put すぐにかくす beside 相談先, or with large letters into a row of its own."""
        if below == (self._below.indexOf(self.exit) >= 0):
            return
        if below:
            self._row.removeWidget(self.exit)
            self._below.addWidget(self.exit)
            self._below.addStretch(1)
            return
        while self._below.count():
            self._below.takeAt(0)
        self._row.insertWidget(self._row.indexOf(self.help), self.exit)


def furigana_words(choice: FuriganaChoice) -> str:
    """Say in a word which readings are shown: none, all, or those a class needs."""
    match choice.amount:
        case Furigana.NONE:
            return _("none")
        case Furigana.BY_GRADE:
            return class_words(choice.known_grade)
        case Furigana.ALL:
            return _("all")


def class_words(known_grade: int) -> str:
    """Name the class that knows the kanji up to a school year: the next year."""
    return _("junior high") if known_grade >= KNOWS_SCHOOL_KANJI else _("year {grade}").format(grade=known_grade + 1)


def plain_words(known_grade: int) -> str:
    """Say of a class which kanji stand without a reading."""
    known = {
        0: _("every kanji has furigana"),
        KNOWS_SCHOOL_KANJI: _("kanji of elementary school without furigana"),
    }.get(known_grade, _("kanji up to year {grade} without furigana").format(grade=known_grade))
    return _("{choice} ({plain})").format(choice=class_words(known_grade), plain=known)


class Footer(QFrame):
    """もどる at the left, つぎへ at the right."""

    back_asked = Signal()
    forward_asked = Signal()

    def __init__(self) -> None:
        """Build the bar."""
        super().__init__()
        self.setProperty("role", "footer")
        row = QHBoxLayout(self)
        row.setContentsMargins(5 * theme.SPACE, 2 * theme.SPACE, 5 * theme.SPACE, 2 * theme.SPACE)
        self.back = button("", "second")
        self.forward = button("", "primary")
        self.back.setMinimumWidth(168)
        self.forward.setMinimumWidth(240)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.forward)
        self.back.clicked.connect(self.back_asked)
        self.forward.clicked.connect(self.forward_asked)

    def show_foot(self, foot: Foot) -> None:
        """Put the words on the buttons; with no words at all the bar is away."""
        self.setVisible(bool(foot.back or foot.forward))
        self.back.setText(foot.back)
        self.back.setVisible(bool(foot.back))
        self.forward.setText(foot.forward)
        self.forward.setVisible(bool(foot.forward))
        self.forward.setEnabled(foot.forward_enabled)
