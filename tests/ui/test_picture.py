"""Pictures on the screen: nothing of them is drawn outside their frame, as on paper."""

from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage, QRegion
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from supporter_app.ui import theme
from supporter_app.ui.widgets.picture import PictureView

GROUND = QColor("#ff00ff")
ROOM = (400, 160)
"""Wider than a picture of this height, which stands at the left."""
INSIDE, BESIDE = (100, 80), range(240, 400, 4)


def test_nothing_is_drawn_beside_a_picture(qtbot: QtBot, root: Path) -> None:
    drawn, spilled = 0, []
    for path in sorted((root / "assets/illustrations").glob("*.svg")):
        view = PictureView(path.stem, "", theme.Look())
        qtbot.addWidget(view)
        view.stay_below(ROOM[1])
        view.resize(*ROOM)
        if view.heightForWidth(ROOM[0]) < ROOM[1]:
            continue
        image = QImage(*ROOM, QImage.Format.Format_RGB32)
        image.fill(GROUND)
        view.render(image, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
        drawn += image.pixelColor(*INSIDE) != GROUND
        if any(image.pixelColor(x, y) != GROUND for x in BESIDE for y in range(0, ROOM[1], 4)):
            spilled.append(path.stem)
    assert drawn > 0
    assert spilled == []
