"""Rows of buttons: level with one another, and on the next line when there is no room."""

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from supporter_app.ui.widgets.flow_layout import FlowLayout


class Box(QWidget):
    """A widget of a fixed size."""

    def __init__(self, width: int, height: int) -> None:
        """Take the size."""
        super().__init__()
        self.setFixedSize(width, height)

    def sizeHint(self) -> QSize:
        """Ask for the size."""
        return self.maximumSize()


def row(qtbot: QtBot, *sizes: tuple[int, int]) -> tuple[QWidget, FlowLayout, list[Box]]:
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = FlowLayout()
    boxes = [Box(*size) for size in sizes]
    for box in boxes:
        layout.addWidget(box)
    holder.setLayout(layout)
    return holder, layout, boxes


def test_what_is_lower_stands_in_the_middle_of_its_line(qtbot: QtBot) -> None:
    _holder, layout, (high, low) = row(qtbot, (100, 48), (100, 28))
    layout.setGeometry(QRect(0, 0, 400, 48))
    assert high.geometry().center().y() == low.geometry().center().y()
    assert low.x() == 100 + layout.spacing()


@pytest.mark.parametrize(("width", "lines"), [(400, 1), (332, 1), (331, 2), (215, 3), (50, 3)])
def test_lines_end_where_there_is_no_room(qtbot: QtBot, width: int, lines: int) -> None:
    _holder, layout, boxes = row(qtbot, (100, 40), (100, 40), (100, 40))
    assert layout.heightForWidth(width) == lines * 40 + (lines - 1) * layout.spacing()
    layout.setGeometry(QRect(10, 20, width, 400))
    assert len({box.y() for box in boxes}) == lines
    assert boxes[0].pos().toTuple() == (10, 20)
    hidden = boxes[1]
    hidden.hide()
    assert layout.heightForWidth(max(width, 216)) == 40


def test_an_empty_row_has_no_height(qtbot: QtBot) -> None:
    _holder, layout, _boxes = row(qtbot)
    assert layout.heightForWidth(100) == 0
