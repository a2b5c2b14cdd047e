"""The paper: a name is typed, the preview is the PDF, and it is printed or saved. The name is not kept."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from supporter_app.domain.certificate import PaperRequest
from supporter_app.domain.completion import missing
from supporter_app.domain.edition import Edition
from supporter_app.domain.errors import RequestRefused, UnprintableText
from supporter_app.explain import explain
from supporter_app.i18n import _
from supporter_app.services.certification import Certification
from supporter_app.services.learning import Learning
from supporter_app.ui import theme
from supporter_app.ui.destinations import ToEnd
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.screen import Caption, Foot, TwoColumnScreen
from supporter_app.ui.widgets.announcing import announce
from supporter_app.ui.widgets.choice_card import ChoiceCard
from supporter_app.ui.widgets.frame import label
from supporter_app.ui.widgets.paper_view import PREVIEW_DPI, PaperView
from supporter_app.ui.widgets.print_row import PrintRow

PAUSE = 250
LONGEST = 120
FILE_NAME = "受講証.pdf"


class PaperScreen(TwoColumnScreen):
    """Left what is typed and pressed, right the paper as it will be."""

    SAMPLE = False

    def __init__(self, reader: Reader, edition: Edition, learning: Learning, certification: Certification) -> None:
        """Offer an empty field; raises RequestRefused not-finished before the course is done."""
        super().__init__(reader)
        completion = learning.completion(edition.id)
        if completion is None:
            raise RequestRefused("not-finished", str(len(missing(edition, learning.progress(edition.id)))))
        self.edition, self.completion, self.certification = edition, completion, certification
        self.pdf: bytes | None = None
        self.column.addWidget(label(_("Make the paper"), "title"))
        self.column.addLayout(self.row)
        self.row.addLayout(self._form(), 5)
        self.view = PaperView(reader.look)
        self.row.addWidget(self.view, 6)
        self.column.addStretch(1)
        # Drawing waits for a pause in typing; it is no limit on the person's time.
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.draw)
        self.draw()

    def _form(self) -> QVBoxLayout:
        form = QVBoxLayout()
        form.setSpacing(theme.SPACE)
        form.addWidget(label(_("Name for the paper"), "strong"))
        form.addWidget(label(_("It is printed as you type it. It is not kept on this computer."), "small"))
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Name for the paper"))
        self.name.setMaxLength(LONGEST)
        self.name.textChanged.connect(self._restart)
        form.addWidget(self.name)
        self.trouble = label("", "strong")
        self.trouble.hide()
        form.addWidget(self.trouble)
        self.upright = ChoiceCard(self.reader, _("Upright sheet"), mark="several")
        self.upright.toggled.connect(self.draw)
        form.addWidget(self.upright)
        form.addSpacing(2 * theme.SPACE)
        self.out = PrintRow(self._finished, FILE_NAME, landscape=lambda: not self.upright.isChecked())
        form.addWidget(self.out)
        form.addStretch(1)
        return form

    def caption(self) -> Caption:
        """Name the course and the paper."""
        return Caption(self.edition.title, _("Make the paper"))

    def foot(self) -> Foot:
        """Offer the way back."""
        return Foot(_("Back"))

    def first_focus(self) -> QWidget | None:
        """Start in the field."""
        return self.name

    def set_reader(self, reader: Reader) -> None:
        """Follow another look; what was typed stays."""
        super().set_reader(reader)
        self.view.set_look(reader.look)

    def back(self) -> None:
        """Go back to the end of the course."""
        self.go(ToEnd())

    def _restart(self, _words: str) -> None:
        """Wait for a pause in typing, from now."""
        self._pause.start()

    def draw(self) -> None:
        """Draw the paper anew; letters that cannot be printed are named instead."""
        self.out.tell("")
        request = PaperRequest(name=self.name.text(), landscape=not self.upright.isChecked(), sample=self.SAMPLE)
        try:
            self.pdf = self.certification.paper(request, self.edition, self.completion)
        except UnprintableText as error:
            self.pdf = None
            self._explain(error)
            return
        self.trouble.hide()
        self.view.show_page(self.certification.render(self.pdf, 0, PREVIEW_DPI), self.certification.words(self.pdf))

    def _explain(self, error: UnprintableText) -> None:
        told = explain(error)
        self.trouble.setText(f"{told.what}\n{told.next}")
        self.trouble.show()
        announce(self, self.trouble.text())

    def _finished(self) -> bytes | None:
        """Give the paper as it is drawn now; without a name it says so first."""
        self._pause.stop()
        self.draw()
        if not self.name.text().strip():
            self.out.tell(_("Please type the name first. It is only printed, not kept."))
            self.name.setFocus()
            return None
        return self.pdf
