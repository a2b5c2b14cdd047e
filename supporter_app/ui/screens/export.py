"""ファイルに出力: which sessions, what of them, with or without names; people and columns are said before."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from supporter_app.domain.errors import SupporterError
from supporter_app.i18n import N_, _
from supporter_app.services.classroom import Classroom
from supporter_app.services.exports import Content, Exports, Format, Order, Preview
from supporter_app.ui import theme
from supporter_app.ui.destinations import ToVault
from supporter_app.ui.reader import Reader
from supporter_app.ui.screens.screen import Caption, Foot, Screen
from supporter_app.ui.widgets.choice_card import ChoiceCard
from supporter_app.ui.widgets.flow_layout import FlowLayout
from supporter_app.ui.widgets.frame import Button, button, label
from supporter_app.ui.widgets.section import Section

if TYPE_CHECKING:
    from supporter_app.domain.session import Session

CONTENTS = {
    Content.ATTENDANCE: N_("table: attendance"),
    Content.SESSIONS: N_("table: sessions"),
    Content.COMPLETIONS: N_("table: completions"),
}
FORMATS = {
    Format.XLSX: N_("Excel (xlsx)"),
    Format.CSV: N_("CSV (UTF-8)"),
    Format.CSV_CP932: N_("CSV for older programs (CP932)"),
}
FEW_ROWS = 5
MOST_LETTERS = 12


class ExportScreen(Screen):
    """Says what the file will hold while it is chosen; the first rows on the screen are the first in the file."""

    def __init__(self, reader: Reader, classroom: Classroom, exports: Exports) -> None:
        """Begin with the newest session, as a workbook, without names."""
        super().__init__(reader)
        self.exports = exports
        self.content, self.format = Content.ATTENDANCE, Format.XLSX
        self.preview: Preview | None = None
        self.substitutes: dict[str, QLineEdit] = {}
        self.sessions = tuple(reversed(classroom.every()))
        self.column.addWidget(label(_("Write into a file"), "title"))
        self.boxes: list[tuple[ChoiceCard, Session]] = []
        for each in (self._which(), self._what(), self._holds()):
            self.column.addWidget(each)
        self.column.addStretch(1)
        self.follow()

    def _which(self) -> Section:
        made = Section(_("1. Which sessions"))
        for session in self.sessions:
            box = ChoiceCard(self.reader, f"{session.plan.day.isoformat()}　{session.plan.title}", mark="several")
            box.setChecked(session is self.sessions[0])
            box.toggled.connect(self._again)
            self.boxes.append((box, session))
            made.parts.addWidget(box)
        if not self.sessions:
            made.write(_("There is no session on this computer yet."))
        return made

    def _what(self) -> Section:
        made = Section(_("2. What and how"))
        self.contents = self._choices(made, _("What the table lists"), [_(words) for words in CONTENTS.values()])
        self.formats = self._choices(made, _("Kind of file"), [_(words) for words in FORMATS.values()])
        for content, each in zip(CONTENTS, self.contents, strict=True):
            each.clicked.connect(lambda _checked=False, content=content: self._choose(content=content))
        for form, each in zip(FORMATS, self.formats, strict=True):
            each.clicked.connect(lambda _checked=False, form=form: self._choose(form=form))
        self.names = QCheckBox(_("With the names of people"))
        self.names.toggled.connect(self._again)
        made.parts.addWidget(self.names)
        return made

    def _choices(self, section: Section, title: str, words: list[str]) -> list[Button]:
        section.parts.addWidget(label(title, "strong"))
        row, holder, made = FlowLayout(), QWidget(), [button(each, "step", f"{title} {each}") for each in words]
        for each in made:
            each.setCheckable(True)
            row.addWidget(each)
        holder.setLayout(row)
        section.parts.addWidget(holder)
        return made

    def _holds(self) -> Section:
        self.card = Section(_("3. What the file will hold"), role="card-cool")
        self.example = label("", "small")
        self.card.parts.addWidget(self.example)
        self.letters = QVBoxLayout()
        self.letters.setSpacing(theme.SPACE)
        self.card.parts.addLayout(self.letters)
        self.write = self.card.offer(_("Write into a file"), "primary")
        self.write.clicked.connect(self._ask_where)
        return self.card

    def _choose(self, content: Content | None = None, form: Format | None = None) -> None:
        self.content, self.format = content or self.content, form or self.format
        self.follow()

    def _again(self, _checked: bool) -> None:  # noqa: FBT001 - Qt's own signature
        self.follow()

    def order(self) -> Order:
        """Give what is chosen now."""
        chosen = tuple(session for box, session in self.boxes if box.isChecked())
        return Order(chosen, self.content, self.names.isChecked() and self.content is not Content.SESSIONS)

    def follow(self) -> None:
        """Say what the file would hold as it is chosen now."""
        for kind, each in zip(CONTENTS, self.contents, strict=True):
            each.setChecked(kind is self.content)
        for form, each in zip(FORMATS, self.formats, strict=True):
            each.setChecked(form is self.format)
        self.names.setEnabled(self.content is not Content.SESSIONS)
        self.preview = None
        self.card.tell("")
        try:
            self.preview = self.exports.preview(self.order(), self.format)
        except SupporterError as error:
            self.card.write("")
            self.card.explain(error)
        self.write.setEnabled(self.preview is not None)
        self._show()

    def _show(self) -> None:
        found = self.preview
        self.example.setVisible(found is not None)
        self._ask_for_letters(() if found is None else tuple(dict.fromkeys(each.character for each in found.unfitting)))
        if found is None:
            return
        columns = "、".join(column.heading for column in found.table.columns)
        told = _("{rows} rows; names of {named} people.").format(rows=len(found.table.rows), named=found.named)
        self.card.write("\n".join([told, _("export: columns: {columns}").format(columns=columns)]))
        rows = ["　".join("" if cell is None else str(cell) for cell in row) for row in found.table.rows[:FEW_ROWS]]
        self.example.setText("\n".join([_("The first rows:"), *rows]) if rows else _("There is no row yet."))

    def _ask_for_letters(self, letters: tuple[str, ...]) -> None:
        """Offer a field for each letter the kind of file cannot hold; nothing is put in its place unasked."""
        while self.letters.count():
            item = self.letters.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.substitutes = {}
        if letters:
            self.letters.addWidget(label(_("This kind of file cannot hold some letters. Type what to write instead.")))
        for letter in letters[:MOST_LETTERS]:
            name = _("Instead of {letter}").format(letter=letter)
            self.letters.addWidget(label(name, "strong"))
            field = QLineEdit()
            field.setAccessibleName(name)
            self.letters.addWidget(field)
            self.substitutes[letter] = field

    def _ask_where(self) -> None:
        ending = "xlsx" if self.format is Format.XLSX else "csv"
        name = f"{_(CONTENTS[self.content])}.{ending}"
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Write into a file"), name, f"*.{ending}")
        if chosen:
            self.write_to(Path(chosen))

    def write_to(self, target: Path) -> None:
        """Write the file, and say what was written."""
        substitutes = {letter: field.text() for letter, field in self.substitutes.items() if field.text()}
        try:
            written = self.exports.write(self.order(), self.format, target, substitutes)
        except SupporterError as error:
            self.card.explain(error)
            return
        self.card.tell(_("Saved: {name}").format(name="、".join(each.name for each in written)))

    def caption(self) -> Caption:
        """Name the screen."""
        return Caption(_("The vault"), _("Write into a file"))

    def foot(self) -> Foot:
        """Offer the way back."""
        return Foot(_("Back"))

    def first_focus(self) -> QWidget | None:
        """Start on the first session."""
        return self.boxes[0][0] if self.boxes else None

    def back(self) -> None:
        """Go back to the vault."""
        self.go(ToVault())
