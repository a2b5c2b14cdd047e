"""ファイルに出力: which sessions, what of them, with or without names; people and columns are said before."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from supporter_app.domain.errors import SupporterError
from supporter_app.domain.table import Cell
from supporter_app.domain.wareki import seireki
from supporter_app.domain.watch import Watch, unwatched
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
from supporter_app.ui.widgets.substitutes import Substitutes

if TYPE_CHECKING:
    from supporter_app.domain.session import Session
    from supporter_app.ui.tasks import Pace, Tasks

Beside = Callable[[], AbstractContextManager[Exports]]
"""Gives the service over a connection of its own, for another thread."""

CONTENTS = {
    Content.ATTENDANCE: N_("table: attendance"),
    Content.SESSIONS: N_("table: sessions"),
    Content.COMPLETIONS: N_("table: completions"),
    Content.HEADCOUNT: N_("table: head counts"),
}
FORMATS = {
    Format.XLSX: N_("Excel (xlsx)"),
    Format.CSV: N_("CSV (UTF-8)"),
    Format.CSV_CP932: N_("CSV for older programs (CP932)"),
}
FEW_ROWS = 5
CODE = re.compile(r"^([0-9a-f]{6})[0-9a-f]{26}$")
"""The number of a session, which is there for programs."""
AT_ONCE = 300
"""People that are read before anybody notices; more are read beside the window."""


def example_row(row: tuple[Cell, ...]) -> str:
    """Write a row to be looked over: an empty cell can be seen, and of a long code its beginning is enough."""
    return " | ".join(map(_example_cell, row))


def _example_cell(cell: Cell) -> str:
    if isinstance(cell, date):
        return seireki(cell)
    words = "" if cell is None else str(cell)
    return CODE.sub(r"\1…", words) or "－"


class ExportScreen(Screen):
    """Says what the file will hold while it is chosen; the first rows on the screen are the first in the file."""

    def __init__(self, reader: Reader, classroom: Classroom, exports: Exports, beside: Beside, tasks: "Tasks") -> None:
        """Begin with the newest session, as a workbook, without names; long tables are made `beside` the window."""
        super().__init__(reader)
        self.exports, self._beside, self._tasks = exports, beside, tasks
        self._work = 0
        self.content, self.format = Content.ATTENDANCE, Format.XLSX
        self.preview: Preview | None = None
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
            box = ChoiceCard(self.reader, f"{seireki(session.plan.day)}　{session.plan.title}", mark="several")
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
        self.names = ChoiceCard(self.reader, _("With the names of people"), mark="several")
        self.names.toggled.connect(self._again)
        made.parts.addSpacing(theme.SPACE)
        made.parts.addWidget(self.names)
        return made

    def _choices(self, section: Section, title: str, words: list[str]) -> list[Button]:
        if section.parts.count():
            section.parts.addSpacing(theme.SPACE)
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
        self.letters = Substitutes()
        self.card.parts.addWidget(self.letters)
        self.write = self.card.offer(_("Write into a file"), "primary")
        self.write.clicked.connect(self._ask_where)
        self.stop = self.card.offer(_("Stop"))
        self.stop.clicked.connect(self._stop)
        self.stop.hide()
        return self.card

    def _choose(self, content: Content | None = None, form: Format | None = None) -> None:
        self.content, self.format = content or self.content, form or self.format
        self.follow()

    def _again(self, _checked: bool) -> None:  # noqa: FBT001 - Qt's own signature
        self.follow()

    def order(self) -> Order:
        """Give what is chosen now."""
        chosen = tuple(session for box, session in self.boxes if box.isChecked())
        return Order(chosen, self.content, self.names.isChecked() and self.content.of_people)

    def follow(self) -> None:
        """Say what the file would hold as it is chosen now."""
        for kind, each in zip(CONTENTS, self.contents, strict=True):
            each.setChecked(kind is self.content)
        for form, each in zip(FORMATS, self.formats, strict=True):
            each.setChecked(form is self.format)
        self.names.setEnabled(self.content.of_people)
        self.preview = None
        self.card.tell("")
        order, form = self.order(), self.format
        self._begin(lambda exports, watch: exports.preview(order, form, watch), self._previewed)

    def _previewed(self, found: object) -> None:
        self.preview = cast("Preview", found)
        self.card.tell("")
        self._show()

    @property
    def working(self) -> bool:
        """Tell whether something is still going on."""
        return not self.stop.isHidden()

    def _begin(self, call: Callable[[Exports, Watch], object], done: Callable[[object], None]) -> None:
        """Do something with the table, a long one beside the window, one thing at a time; what fails is explained."""
        self._tasks.stop(self._work)
        self.stop.hide()
        try:
            if self.exports.people(self.order()) <= AT_ONCE:
                done(call(self.exports, unwatched))
                return
        except SupporterError as error:
            self._failed(error)
            return
        finally:
            self.write.setEnabled(self.preview is not None)

        def beside(pace: "Pace") -> object:
            with self._beside() as exports:
                return call(exports, pace.watch)

        def over(found: object) -> None:
            self.stop.hide()
            done(found)
            self.write.setEnabled(self.preview is not None)

        self.card.tell(_("Reading and writing… This takes a moment."))
        self.write.setEnabled(False)
        self.stop.show()
        self._work = self._tasks.start(beside, over, self._failed, self.card.show_pace)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, SupporterError):
            raise error
        self.stop.hide()
        if self.preview is None:
            self.card.write("")
            self._show()
        self.write.setEnabled(self.preview is not None)
        self.card.explain(error)

    def _stop(self) -> None:
        # What was written all the same says the work itself: it may have been at its end.
        self._tasks.ask_to_end(self._work)

    def hideEvent(self, event: QHideEvent) -> None:
        """Wait for nothing any more, whichever way leads away."""
        self._tasks.stop(self._work)
        super().hideEvent(event)

    def _show(self) -> None:
        found = self.preview
        self.example.setVisible(found is not None)
        self.letters.ask(() if found is None else tuple(dict.fromkeys(each.character for each in found.unfitting)))
        if found is None:
            return
        columns = "、".join(column.heading for column in found.table.columns)
        told = _("{rows} rows; names of {named} people.").format(rows=len(found.table.rows), named=found.named)
        self.card.write("\n".join([told, _("export: columns: {columns}").format(columns=columns)]))
        rows = [example_row(row) for row in found.table.rows[:FEW_ROWS]]
        self.example.setText("\n".join([_("The first rows:"), *rows]) if rows else _("There is no row yet."))

    def _ask_where(self) -> None:
        ending = "xlsx" if self.format is Format.XLSX else "csv"
        name = f"{_(CONTENTS[self.content])}.{ending}"
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Write into a file"), name, f"*.{ending}")
        if chosen:
            self.write_to(Path(chosen))

    def write_to(self, target: Path) -> None:
        """Write the file, and say what was written."""
        substitutes = self.letters.typed()
        order, form = self.order(), self.format

        def written(found: object) -> None:
            names = "、".join(each.name for each in cast("tuple[Path, ...]", found))
            self.card.tell(_("Saved: {name}").format(name=names))

        self._begin(lambda exports, watch: exports.write(order, form, target, substitutes, watch), written)

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
