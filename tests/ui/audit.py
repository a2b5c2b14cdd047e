"""What every screen must hold: names, order, no trap, visible focus, targets, and no clipped word."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QScrollArea, QWidget

from supporter_app.ui import theme
from supporter_app.ui.main_window import MainWindow
from supporter_app.ui.widgets.chapter_path import ChapterStep
from supporter_app.ui.widgets.choice_card import ChoiceCard
from supporter_app.ui.widgets.focus_ring import FocusRing
from supporter_app.ui.widgets.ruby_text import RubyBrowser

LEAST_TARGET = 44


def settle() -> None:
    """Let layouts and deferred work catch up; outside the event loop Qt deletes nothing by itself."""
    for _turn in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def shown(window: MainWindow) -> list[QWidget]:
    """Give every widget a person can see or reach now."""
    return [widget for widget in window.findChildren(QWidget) if widget.isVisible()]


def focusable(window: MainWindow) -> list[QWidget]:
    """Give every widget the keyboard can reach by Tab."""
    return [
        widget
        for widget in shown(window)
        if widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.focusProxy()
    ]


def unnamed(window: MainWindow) -> list[str]:
    """List what has no accessible name, or no role of its own."""
    faults = []
    for widget in focusable(window):
        found = QAccessible.queryAccessibleInterface(widget)
        name = found.text(QAccessible.Text.Name)
        value = found.text(QAccessible.Text.Value) if isinstance(widget, RubyBrowser) else ""
        if not (name or value).strip():
            faults.append(f"no name: {describe(widget)}")
        if "<" in name:
            faults.append(f"markup in the name: {describe(widget)}")
    return faults


def tab_order() -> list[QWidget]:
    """Walk with Tab from the first widget until the way closes; text links inside a browser count once."""
    start = QApplication.focusWidget()
    assert start is not None
    visited = [start]
    for _step in range(400):
        press_tab()
        now = QApplication.focusWidget()
        if now is None or now is start:
            break
        if now is not visited[-1]:
            visited.append(now)
    return visited


def press_tab() -> None:
    """Press Tab as a person does."""
    from PySide6.QtTest import QTest

    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Tab)
    QApplication.processEvents()


def unreached(window: MainWindow) -> list[str]:
    """List what Tab never reaches."""
    visited = set(map(id, tab_order()))
    return [f"not reached: {describe(widget)}" for widget in focusable(window) if id(widget) not in visited]


def small_targets(window: MainWindow) -> list[str]:
    """List what is lower than a finger or an unsteady hand needs."""
    return [
        f"{widget.height()} px: {describe(widget)}"
        for widget in shown(window)
        if isinstance(widget, QAbstractButton | QLineEdit) and widget.height() < LEAST_TARGET
    ]


def clipped(window: MainWindow) -> list[str]:
    """List every word that does not fit its place, and every sideways scroll."""
    faults = []
    for area in window.findChildren(QScrollArea):
        inner = area.widget()
        if inner is not None and inner.width() > area.viewport().width():
            faults.append(f"sideways by {inner.width() - area.viewport().width()} px: {describe(inner)}")
    for widget in shown(window):
        faults += clipped_widget(widget)
    return faults


def clipped_widget(widget: QWidget) -> list[str]:
    """Tell what of one widget is cut off."""
    if isinstance(widget, QLabel) and widget.text():
        needed = widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().height()
        wide = 0 if widget.wordWrap() else widget.sizeHint().width()
        if widget.height() < needed - 1 or widget.width() < wide:
            return [f"label {widget.size().toTuple()} needs {wide}x{needed}: {widget.text()[:30]}"]
    if isinstance(widget, RubyBrowser):
        document = widget.document()
        if document.size().height() > widget.height() + 1 or document.idealWidth() > widget.width() + 1:
            return [f"text {widget.size().toTuple()} needs {document.size().toTuple()}: {widget.toPlainText()[:30]}"]
    if isinstance(widget, ChoiceCard | ChapterStep):
        return [] if widget.height() >= widget.heightForWidth(widget.width()) else [f"card: {describe(widget)}"]
    if isinstance(widget, QAbstractButton) and widget.text():
        words = QFontMetricsF(widget.font()).horizontalAdvance(widget.text())
        if widget.width() < words or widget.height() < QFontMetricsF(widget.font()).height():
            return [f"button {widget.size().toTuple()} needs {words:.0f}: {widget.text()}"]
    return []


def outside(window: MainWindow) -> list[str]:
    """List what stands outside the width of the window."""
    faults = []
    for widget in shown(window):
        left = widget.mapTo(window, QPoint(0, 0)).x()
        if widget.width() and (left < 0 or left + widget.width() > window.width()):
            faults.append(f"outside ({left}..{left + widget.width()}): {describe(widget)}")
    return faults


def overlapping(window: MainWindow) -> list[str]:
    """List neighbours in one parent that lie over each other."""
    faults = []
    for parent in shown(window):
        visible = [
            child
            for child in parent.children()
            if isinstance(child, QWidget) and child.isVisible() and not isinstance(child, FocusRing)
        ]
        if parent.layout() is None:
            continue
        for at, one in enumerate(visible):
            faults += [
                f"{describe(one)} over {describe(other)}"
                for other in visible[at + 1 :]
                if one.geometry().intersects(other.geometry())
            ]
    return faults


def ring_pixels(window: MainWindow, look: theme.Look) -> int:
    """Count the pixels of the focus ring's colours around what has the keyboard."""
    ring = window.ring
    if not ring.isVisible():
        return 0
    image: QImage = window.grab(ring.geometry()).toImage()
    wanted = {look.palette().focus_ring, look.palette().focus_line}
    return sum(image.pixelColor(x, y).name() in wanted for x in range(image.width()) for y in range(image.height()))


def describe(widget: QWidget) -> str:
    """Name a widget in a failure."""
    words = widget.accessibleName() or getattr(widget, "text", lambda: "")()
    return f"{type(widget).__name__} {str(words)[:40]!r}"
