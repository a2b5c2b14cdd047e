"""A screen that follows a change of letters and colours looks like one built anew."""

import pytest
from PySide6.QtWidgets import QApplication

from supporter_app.services.preferences import Theme
from supporter_app.ui.destinations import ToAppearance, ToCheckup, ToHome
from supporter_app.ui.main_window import MainWindow
from supporter_app.ui.navigator import Navigator
from tests.ui import audit
from tests.ui.audit import LARGE, dress, places, visit
from tests.ui.test_audit import none_of

pytestmark = pytest.mark.ui


EVERY = 3


def test_a_screen_that_follows_a_change_looks_like_one_built_anew(learned: Navigator) -> None:
    """Letters, colours and furigana are followed in place: nothing of the former look may stay."""
    faults = []
    # Size and colours are chosen on the screen for them, so nobody else changes them while it is shown; and what a
    # check-up finds is of the moment: the space that is free changes from one look to the next.
    screens = [each for each in audit.fixed() if each not in {ToAppearance(), ToCheckup()}]
    for destination in [*screens, *list(places(learned))[::EVERY]]:
        dress(learned, LARGE, 100)
        visit(learned, destination)
        dress(learned, LARGE, 150, Theme.DARK)
        followed = pictured(learned.window)
        visit(learned, ToHome())
        if pictured(visit(learned, destination)) != followed:
            faults.append(str(destination))
    none_of(faults)


def pictured(window: MainWindow) -> bytes:
    """Take the picture of a window without what has the keyboard."""
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    window.area.verticalScrollBar().setValue(0)
    audit.settle()
    picture = window.grab().toImage()
    return bytes(picture.constBits())
