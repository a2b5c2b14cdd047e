"""What reaches the printer: every page of a paper, on paper of its own size."""

from pathlib import Path

import pypdfium2  # type: ignore[import-untyped] # it comes without types
import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from supporter_app.documents.fonts import Face
from supporter_app.documents.sheet import A4, Sheet, landscape
from supporter_app.ui.printing import print_pdf

A3 = (A4[1], A4[0] * 2)


def paper(size: tuple[float, float], pages: int) -> bytes:
    sheet = Sheet("見本")
    for number in range(pages):
        sheet.turn_page(size)
        sheet.left(f"{number + 1}", (100, 100), 40, Face.GOTHIC)
        sheet.end_page()
    return sheet.finish()


@pytest.mark.parametrize(
    ("size", "pages", "lying", "duplex"),
    [
        (A4, 1, False, []),
        (landscape(A4), 3, True, [QPrinter.DuplexMode.DuplexShortSide]),
        (landscape(A3), 2, True, [QPrinter.DuplexMode.DuplexShortSide]),
    ],
)
def test_every_page_is_printed(  # noqa: PLR0913 - a fixture each, and the columns of the table
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    size: tuple[float, float],
    pages: int,
    lying: bool,
    duplex: list[QPrinter.DuplexMode],
) -> None:
    file = tmp_path / "printed.pdf"
    asked: list[QPrinter.DuplexMode] = []

    class Dialog:
        """Stands where the system asks for a printer, and chooses a file."""

        DialogCode = QPrintDialog.DialogCode

        def __init__(self, printer: QPrinter, _parent: QWidget) -> None:
            printer.setOutputFileName(str(file))

        def exec(self) -> QPrintDialog.DialogCode:
            return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr("PySide6.QtPrintSupport.QPrintDialog", Dialog)
    # A file knows no second side, so that the printer could not be asked afterwards.
    monkeypatch.setattr(QPrinter, "setDuplex", lambda _printer, mode: asked.append(mode))
    parent = QWidget()
    qtbot.addWidget(parent)
    assert print_pdf(parent, paper(size, pages), landscape=lying)
    document = pypdfium2.PdfDocument(file)
    try:
        sizes = [tuple(map(round, document.get_page_size(at))) for at in range(len(document))]
    finally:
        document.close()
    assert len(sizes) == pages
    assert all(abs(wide - size[0]) <= 2 and abs(tall - size[1]) <= 2 for wide, tall in sizes)
    assert asked == duplex
