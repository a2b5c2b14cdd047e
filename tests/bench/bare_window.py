"""The floor of every start: a bare QMainWindow, which ends after its first paint."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class BareWindow(QMainWindow):
    """An empty main window of the size the program opens with."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, then end the program when the event loop comes round."""
        super().paintEvent(event)
        QTimer.singleShot(0, QApplication.quit)


def main() -> int:
    """Show the window and run until it was painted."""
    application = QApplication(sys.argv)
    window = BareWindow()
    window.resize(1366, 768)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
