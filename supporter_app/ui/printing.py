"""印刷する and ファイルに保存: the same PDF goes to the printer and into the file."""

from pathlib import Path

from PySide6.QtCore import QRect, QStandardPaths
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from supporter_app.documents.preview import pages_of, render
from supporter_app.files import write_whole
from supporter_app.i18n import _

PRINT_DPI = 300
ROUGH_DPI = 10
LARGER_THAN_A4 = 9 * ROUGH_DPI
"""Short side of a page, in pixels of a rough drawing, above which the paper is A3."""


def save_pdf(parent: QWidget, pdf: bytes, name: str) -> Path | None:
    """Ask where to keep a PDF and write it whole; None when the person changed their mind, FileError's family else."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, _("Save as a file"), str(Path(folder) / name), _("PDF files (*.pdf)")
    )
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() != ".pdf":
        path = path.with_name(path.name + ".pdf")
    write_whole(path, pdf)
    return path


def print_pdf(parent: QWidget, pdf: bytes, *, landscape: bool) -> bool:
    """Ask for a printer and print a PDF page by page; the job has a neutral name. False when nothing was printed."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(_("Paper"))
    pages = pages_of(pdf)
    large = min(render(pdf, 0, ROUGH_DPI)[:2]) > LARGER_THAN_A4
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A3 if large else QPageSize.PageSizeId.A4))
    if landscape and pages > 1:
        # Picture cards: turned over the short edge, a back stands upright when the card is drawn to the side.
        printer.setDuplex(QPrinter.DuplexMode.DuplexShortSide)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QPrintDialog.DialogCode.Accepted:
        return False
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for page in range(pages):
        if page:
            printer.newPage()
        width, height, rgb = render(pdf, page, PRINT_DPI)
        image = QImage(rgb, width, height, width * 3, QImage.Format.Format_RGB888)
        painter.drawImage(QRect(0, 0, painter.device().width(), painter.device().height()), image)
    return painter.end()
