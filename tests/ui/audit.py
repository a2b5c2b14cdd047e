"""What every screen must hold: names, roles, order, no trap, visible focus, targets, and no clipped word."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from supporter_app.domain.edition import EditionId, Place
from supporter_app.services.preferences import Theme
from supporter_app.ui import theme
from supporter_app.ui.destinations import (
    Destination,
    ToAbout,
    ToAppearance,
    ToBackups,
    ToCheckup,
    ToContents,
    ToEditions,
    ToEnd,
    ToErase,
    ToExport,
    ToFirstQuestions,
    ToFounding,
    ToGuide,
    ToHelp,
    ToHome,
    ToLesson,
    ToLessonPages,
    ToPaper,
    ToPapers,
    ToPlace,
    ToRecord,
    ToRecovery,
    ToRetention,
    ToSchool,
    ToVault,
)
from supporter_app.ui.main_window import MainWindow
from supporter_app.ui.navigator import Navigator
from supporter_app.ui.screens.checkup import CheckupScreen
from supporter_app.ui.screens.school_papers import SchoolPapersScreen
from supporter_app.ui.widgets.chapter_path import ChapterStep
from supporter_app.ui.widgets.choice_card import ChoiceCard
from supporter_app.ui.widgets.focus_ring import FocusRing
from supporter_app.ui.widgets.frame import Button
from supporter_app.ui.widgets.line_card import LineCard
from supporter_app.ui.widgets.ruby_text import RubyBrowser

LEAST_TARGET = 44
LARGE, SMALL = (1366, 768), (900, 500)
PRESSES = 300
ROLES = {
    QAccessible.Role.Button,
    QAccessible.Role.CheckBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.StaticText,
    QAccessible.Role.Table,
}
"""What a screen reader can name to a person; pane and border say nothing."""


def settle() -> None:
    """Let layouts and deferred work catch up, and what was thrown away go."""
    for _turn in range(3):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def fixed() -> list[Destination]:
    """List the screens that are no place in a chapter."""
    screens: list[Destination] = [
        ToHome(),
        ToFirstQuestions(),
        ToContents(),
        ToEditions(),
        ToSchool(),
        ToAppearance(),
        ToGuide(),
        ToAbout(),
        ToEnd(),
        ToLesson(EditionId("upper-elementary")),
        ToLessonPages(EditionId("upper-elementary")),
        ToPapers(EditionId("upper-elementary")),
        ToPapers(EditionId("lower-elementary")),
    ]
    holding: list[Destination] = [
        ToVault(),
        ToFounding(),
        ToRecovery(),
        ToBackups(),
        ToCheckup(),
        ToRetention(),
        ToExport(),
    ]
    return [*screens, ToPaper(), ToRecord(), ToErase(), ToHelp(), ToHelp("all"), ToHelp("under18"), *holding]


def places(navigator: Navigator) -> Iterator[ToPlace]:
    """List every page and item of the edition."""
    for entry in navigator.edition().chapters:
        for page in entry.pages:
            yield ToPlace(Place(entry.id, page=page))
        for item in entry.items:
            yield ToPlace(Place(entry.id, item=item))


def everywhere(navigator: Navigator) -> list[Destination]:
    """List every screen there is, help for every worry too."""
    worries = [ToHelp(f"worry={worry.id}") for worry in navigator.app.consultation.worries()]
    return [*fixed(), *worries, *places(navigator)]


def visit(navigator: Navigator, destination: Destination) -> MainWindow:
    """Go to a screen and let it settle; a check-up is looked at when it has found what there is."""
    assert navigator.window.isVisible(), "of a hidden window nothing is seen"
    navigator.go(destination)
    settle()
    screen = navigator.window.screen_shown()
    while isinstance(screen, CheckupScreen | SchoolPapersScreen) and screen.running:
        settle()
    settle()
    return navigator.window


def dress(navigator: Navigator, size: tuple[int, int], step: int, colours: Theme = Theme.STANDARD) -> None:
    """Give the window a size, its letters a step, and its colours."""
    navigator.set_preferences(navigator.preferences._replace(text_step=step, theme=colours))
    navigator.window.resize(*size)
    settle()


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
    """List what has no accessible name, one with markup or without the words that are seen, or no role to be told."""
    faults = []
    for widget in focusable(window):
        found = QAccessible.queryAccessibleInterface(widget)
        name = found.text(QAccessible.Text.Name)
        value = found.text(QAccessible.Text.Value) if isinstance(widget, RubyBrowser) else ""
        if not (name or value).strip():
            faults.append(f"no name: {describe(widget)}")
        if "<" in name:
            faults.append(f"markup in the name: {describe(widget)}")
        if found.role() not in ROLES:
            faults.append(f"{found.role().name} is no role: {describe(widget)}")
        written = widget.text() if isinstance(widget, QAbstractButton) else ""
        if any(map(str.isalnum, written)) and written not in name:
            faults.append(f"written but not in the name: {describe(widget)}")
    return faults


def tab_order(window: MainWindow) -> list[QWidget]:
    """Walk with Tab from the first widget of the window until the way closes; links inside a text count once."""
    start = first_by_tab(window)
    start.setFocus(Qt.FocusReason.TabFocusReason)
    visited = [start]
    for _step in range(PRESSES):
        press_tab()
        now = QApplication.focusWidget()
        if now is None or now is start:
            break
        if now is not visited[-1]:
            visited.append(now)
    return visited


def first_by_tab(window: MainWindow) -> QWidget:
    """Find what a person takes for the first: the highest, and of several at one height the leftmost."""
    corners = [(place_of(each, window).topLeft(), each) for each in focusable(window)]
    highest = min(corner.y() for corner, _each in corners)
    row = [(corner.x(), at) for at, (corner, _each) in enumerate(corners) if corner.y() < highest + LEAST_TARGET / 2]
    return corners[min(row)[1]][1]


def press_tab(*, back: bool = False) -> None:
    """Press Tab as a person does."""
    shift = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Tab, shift)
    QApplication.processEvents()


def badly_ordered(window: MainWindow) -> list[str]:
    """List what Tab never reaches, and each step that leads back up or left instead of on."""
    visited = tab_order(window)
    reached = set(map(id, visited))
    faults = [f"not reached: {describe(widget)}" for widget in focusable(window) if id(widget) not in reached]
    for one, other in pairwise(visited):
        former, following = place_of(one, window), place_of(other, window)
        onward = following.top() >= former.center().y() or following.left() >= former.center().x()
        if not onward:
            faults.append(f"back from {describe(one)} to {describe(other)}")
    return faults


def place_of(widget: QWidget, window: MainWindow) -> QRect:
    """Tell where a widget stands: in the scrolled contents, or in the frame around them."""
    contents = window.area.widget()
    if contents is not None and contents.isAncestorOf(widget):
        below = window.area.mapTo(window, QPoint(0, 0))
        return QRect(widget.mapTo(contents, QPoint(0, 0)) + below, widget.size())
    tall = contents.height() if contents is not None and window.footer.isAncestorOf(widget) else 0
    return QRect(widget.mapTo(window, QPoint(0, tall)), widget.size())


def hidden_from_view(window: MainWindow) -> list[str]:
    """List what has the keyboard on the way of Tab while no part of it can be seen."""
    faults = []
    first_by_tab(window).setFocus(Qt.FocusReason.TabFocusReason)
    start = QApplication.focusWidget()
    for _step in range(PRESSES):
        press_tab()
        now = QApplication.focusWidget()
        if now is None or now is start:
            break
        if now.visibleRegion().isEmpty():
            faults.append(f"out of sight: {describe(now)}")
    return faults


def small_targets(window: MainWindow) -> list[str]:
    """List what is smaller than a finger or an unsteady hand needs."""
    return [
        f"{widget.width()} x {widget.height()} px: {describe(widget)}"
        for widget in shown(window)
        if isinstance(widget, QAbstractButton | QLineEdit | QPlainTextEdit)
        and min(widget.width(), widget.height()) < LEAST_TARGET
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
    if isinstance(widget, ChoiceCard | ChapterStep | LineCard):
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
        if not isinstance(widget, FocusRing) and (left < 0 or left + widget.width() > window.width()):
            faults.append(f"outside ({left}..{left + widget.width()}): {describe(widget)}")
    return faults


def overlapping(window: MainWindow) -> list[str]:
    """List neighbours in one parent that lie over each other."""
    faults = []
    for parent in shown(window):
        if parent.layout() is None:
            continue
        visible = [
            child
            for child in parent.children()
            if isinstance(child, QWidget) and child.isVisible() and not isinstance(child, FocusRing)
        ]
        for at, one in enumerate(visible):
            faults += [
                f"{describe(one)} over {describe(other)}"
                for other in visible[at + 1 :]
                if one.geometry().intersects(other.geometry())
            ]
    return faults


def ring_pixels(window: MainWindow, look: theme.Look) -> int:
    """Count the pixels of the focus ring's colours that stand around what has the keyboard."""
    ring = window.ring
    if not ring.isVisible():
        return 0
    picture = window.grab(QRect(ring.mapTo(window, QPoint(0, 0)), ring.size())).toImage()
    pixels = Counter(memoryview(picture.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I"))
    ground, palette = look.palette().ground, look.palette()
    wanted = {each for each in (palette.focus_ring, palette.focus_line) if theme.contrast(each, ground) >= 3}
    return sum(pixels[QColor(each).rgb()] for each in wanted)


def kind_of(widget: QWidget) -> tuple[str, str]:
    """Tell widgets apart that are drawn in different ways."""
    return type(widget).__name__, str(widget.property("role") or "") if isinstance(widget, Button) else ""


def describe(widget: QWidget) -> str:
    """Name a widget in a failure."""
    words = widget.accessibleName() or getattr(widget, "text", lambda: "")()
    return f"{type(widget).__name__} {str(words)[:40]!r}"
