"""The lesson on the whole screen, one stop after another: what a class sees, and nothing that is for the teacher."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from supporter_app.i18n import _
from supporter_app.services.lessons import PlannedStop
from supporter_app.ui import theme
from supporter_app.ui.lesson_views import PageView, Parts, Source, View, height_of, views_of
from supporter_app.ui.reader import Reader
from supporter_app.ui.widgets.announcing import announce
from supporter_app.ui.widgets.frame import button, label
from supporter_app.ui.widgets.ruby_label import RubyLabel

STEP = 160
"""Per cent of the ordinary letters: 28 pixels of body at 1024x768, which the last row of a classroom can read."""
WIDE, HIGH = 1024, 768
FOOT = 110
"""Pixels of the margins and the row of buttons."""
FORWARD_KEYS = frozenset({Qt.Key.Key_PageDown, Qt.Key.Key_Right})
BACK_KEYS = frozenset({Qt.Key.Key_PageUp, Qt.Key.Key_Left})


class LessonWindow(QWidget):
    """Plays the stops page by page; PageUp and PageDown turn, B blanks, Esc leaves. Nothing pressed here is kept."""

    left = Signal()

    def __init__(self, source: Source, reader: Reader) -> None:
        """Start at the first stop."""
        super().__init__()
        self.setObjectName("ground")
        self.setWindowTitle(_("Tsunagari Supporter"))
        self._source, self._plain = source, reader
        self._at = (0, 0)
        self._views: list[View] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * theme.SPACE, 3 * theme.SPACE, 5 * theme.SPACE, 2 * theme.SPACE)
        self._place = QVBoxLayout()
        column.addLayout(self._place, 1)
        self.told = RubyLabel(reader, source.told, "small", wrap=False)
        self.told.setAccessibleName(source.told.plain())
        column.addWidget(self.told)
        row = QHBoxLayout()
        self.back_button, self.forward_button = button(_("Back"), "second"), button(_("Next"), "primary")
        self.count = label("", "small", wrap=False)
        self.leave_button = button(_("End the lesson (Esc)"), "link")
        for made, act in (
            (self.back_button, self.back),
            (self.forward_button, self.forward),
            (self.leave_button, self.close),
        ):
            made.clicked.connect(act)
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.addWidget(self.back_button)
        row.addStretch(1)
        row.addWidget(self.count)
        row.addWidget(self.leave_button)
        row.addStretch(1)
        row.addWidget(self.forward_button)
        column.addLayout(row)
        # What does not fit is shown apart; the window itself never grows beyond the screen.
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._shown: QWidget | None = None
        self._blank = False
        self._width = 0

    def reader(self) -> Reader:
        """Give the reader's letters, large enough for a room."""
        scale = max(1.0, min(self.width() / WIDE, self.height() / HIGH))
        step = max(STEP, round(STEP * min(scale, 2.0)), self._plain.look.step)
        return self._plain._replace(look=theme.Look(self._plain.look.theme, step))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the present stop out anew for the size of the screen."""
        super().resizeEvent(event)
        if event.size().width() != self._width:
            self._width = event.size().width()
            self.setStyleSheet(theme.style_sheet(self.reader().look))
            QTimer.singleShot(0, self, self._open)

    @property
    def at(self) -> tuple[int, int]:
        """Give the present stop and its view, counted from 0."""
        return self._at

    def shown(self) -> QWidget:
        """Give what is on the screen now."""
        assert self._shown is not None
        return self._shown

    def stop(self) -> PlannedStop:
        """Give the present stop."""
        return self._source.stops[self._at[0]]

    def forward(self) -> None:
        """Go to the next view, or to the next stop."""
        stop, view = self._at
        if view + 1 < len(self._views):
            self._go(stop, view + 1)
        elif stop + 1 < len(self._source.stops):
            self._go(stop + 1, 0)

    def back(self) -> None:
        """Go to the view before, or to the stop before."""
        stop, view = self._at
        if view:
            self._go(stop, view - 1)
        elif stop:
            self._at = (stop - 1, 0)
            self._views = list(views_of(self._source, self.stop(), self._fits))
            self._go(stop - 1, len(self._views) - 1)

    def _go(self, stop: int, view: int) -> None:
        self._at = (stop, view)
        self._open()

    def _open(self) -> None:
        reader = self.reader()
        self.told.set_reader(reader)
        self._views = list(views_of(self._source, self.stop(), self._fits))
        stop, view = self._at[0], min(self._at[1], len(self._views) - 1)
        self._at = (stop, view)
        made = self._views[view](reader)
        self._put(made)
        # A question with long choices takes the whole screen; every page leaves the line its room.
        self.told.setVisible(height_of(made, self.width() - 10 * theme.SPACE) <= self._room())
        self.count.setText(_("{at} of {count}").format(at=stop + 1, count=len(self._source.stops)))
        self.back_button.setEnabled(self._at != (0, 0))
        last = stop + 1 == len(self._source.stops) and view + 1 == len(self._views)
        self.forward_button.setEnabled(not last)
        announce(self, f"{self.count.text()} {self.stop().title.plain()}")

    def _put(self, widget: QWidget) -> None:
        if self._shown is not None:
            self._place.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = widget
        self._place.addWidget(widget)
        widget.setVisible(not self._blank)

    def _fits(self, parts: Parts) -> bool:
        """Tell whether parts of a page have room on the screen together."""
        view = PageView(parts, self._source.make, self.reader())
        view.setParent(self)
        for each in view.findChildren(QWidget):
            each.ensurePolished()
        needed = view.needed(self.width() - 10 * theme.SPACE)
        view.deleteLater()
        return needed <= self._room()

    def _room(self) -> int:
        """Give the height in pixels that is left for a view above the line and the buttons."""
        return self.height() - FOOT - self.told.sizeHint().height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn, blank or leave by keys and by the clicker."""
        key = event.key()
        if key in FORWARD_KEYS:
            self.forward()
        elif key in BACK_KEYS:
            self.back()
        elif key == Qt.Key.Key_B:
            self._blank = not self._blank
            if self._shown is not None:
                self._shown.setVisible(not self._blank)
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QEvent) -> None:
        """Say that the class has left."""
        event.accept()
        self.left.emit()
