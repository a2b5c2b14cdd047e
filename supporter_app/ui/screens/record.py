"""The record slip: what was done, without a name, for a hall that counts it."""

from PySide6.QtWidgets import QVBoxLayout

from supporter_app.domain.completion import missing
from supporter_app.domain.edition import Edition
from supporter_app.domain.errors import RequestRefused
from supporter_app.i18n import _
from supporter_app.services.certification import Certification
from supporter_app.services.learning import Learning
from supporter_app.ui import theme
from supporter_app.ui.destinations import ToEnd
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.screen import Caption, Foot, TwoColumnScreen
from supporter_app.ui.widgets.frame import label
from supporter_app.ui.widgets.paper_view import PREVIEW_DPI, PaperView
from supporter_app.ui.widgets.print_row import PrintRow

FILE_NAME = "学習記録票.pdf"


class RecordScreen(TwoColumnScreen):
    """The slip with its code, to print or to save."""

    def __init__(self, reader: Reader, edition: Edition, learning: Learning, certification: Certification) -> None:
        """Draw the slip; raises RequestRefused not-finished before the course is done."""
        super().__init__(reader)
        completion = learning.completion(edition.id)
        if completion is None:
            raise RequestRefused("not-finished", str(len(missing(edition, learning.progress(edition.id)))))
        self.edition = edition
        self.pdf = certification.record_slip(edition, completion)
        self.column.addWidget(label(_("Record slip for a hall"), "title"))
        self.column.addLayout(self.row)
        left = QVBoxLayout()
        left.setSpacing(2 * theme.SPACE)
        left.addWidget(label(_("Where a hall counts what was learnt at home, hand in this slip. It carries no name.")))
        left.addWidget(label(_("The code tells the day and the edition; a slip of the pen in it is noticed."), "small"))
        left.addWidget(label(completion.code.shown(), "number"))
        self.out = PrintRow(lambda: self.pdf, FILE_NAME, landscape=lambda: False)
        left.addWidget(self.out)
        left.addStretch(1)
        self.row.addLayout(left, 3)
        self.view = PaperView(reader.look)
        self.view.show_page(certification.render(self.pdf, 0, PREVIEW_DPI), certification.words(self.pdf))
        self.row.addWidget(self.view, 2)
        self.column.addStretch(1)

    def caption(self) -> Caption:
        """Name the course and the slip."""
        return Caption(self.edition.title, _("Record slip for a hall"))

    def foot(self) -> Foot:
        """Offer the way back."""
        return Foot(_("Back"))

    def set_reader(self, reader: Reader) -> None:
        """Follow another look."""
        super().set_reader(reader)
        self.view.set_look(reader.look)

    def back(self) -> None:
        """Go back to the end of the course."""
        self.go(ToEnd())
