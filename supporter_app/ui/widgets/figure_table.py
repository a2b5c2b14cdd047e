"""The numbers of a figure as a real table, which a screen reader can walk through."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QHeaderView, QTableWidget, QTableWidgetItem

from supporter_app.domain.fact import Dataset


class FigureTable(QTableWidget):
    """Series down, rows of the data across; as high as its content."""

    def __init__(self, dataset: Dataset) -> None:
        """Fill the table."""
        super().__init__(len(dataset.series), len(dataset.rows))
        self.setAccessibleName(dataset.title)
        self.setHorizontalHeaderLabels([row.label for row in dataset.rows])
        self.setVerticalHeaderLabels([series.label for series in dataset.series])
        for down in range(len(dataset.series)):
            for across in range(len(dataset.rows)):
                item = QTableWidgetItem(f"{dataset.values[across][down]:.1f}{dataset.unit}")
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(down, across, item)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizeAdjustPolicy(QAbstractScrollArea.SizeAdjustPolicy.AdjustToContents)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setWordWrap(True)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height of the content when shown."""
        super().showEvent(event)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height of the content at another width."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Be exactly as high as heading and rows."""
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        height = self.horizontalHeader().sizeHint().height() + rows + 2 * self.frameWidth()
        if self.height() != height:
            self.setFixedHeight(height)
