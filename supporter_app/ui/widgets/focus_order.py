"""The way of the Tab key: what stands first is reached first, also what was added to a screen later.

Qt goes by the order in which widgets were made; what was made later would come after the footer.
"""

from collections.abc import Iterable, Iterator

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QLayout, QScrollArea, QWidget, QWidgetItem

from supporter_app.ui.widgets.flow_layout import FlowLayout


def reading_order(parts: Iterable[QWidget], held: QWidget | None = None) -> Iterator[QWidget]:
    """Go through what Tab can reach inside some parts of a window, in the order of their lay-outs.

    `held` keeps its place among them also where it was just hidden or greyed, alone or with what it stands in.
    """
    for part in parts:
        if part.isHidden():
            if held is not None and (part is held or part.isAncestorOf(held)):
                yield held
            continue
        if part is held or (part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus):
            yield part
        if isinstance(part, QScrollArea):
            inner = part.widget()
            yield from reading_order([inner] if isinstance(inner, QWidget) else [], held)
        elif not isinstance(part, QAbstractScrollArea):
            layout = part.layout()
            if layout is not None:
                yield from _inside(layout, held)


def _inside(layout: QLayout, held: QWidget | None) -> Iterator[QWidget]:
    own = isinstance(layout, FlowLayout)
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if type(item) is QWidgetItem and not own:
            # PySide keeps the item for good; once Qt has deleted it, what comes to lie there would be taken for it.
            shiboken6.invalidate(item)
        if widget is not None:
            yield from reading_order([widget], held)
        elif inner is not None:
            yield from _inside(inner, held)


def neighbour(order: list[QWidget], widget: QWidget | None, step: int) -> QWidget | None:
    """Give what comes after or before a widget; after the last one the first."""
    if not order:
        return None
    if widget not in order:
        return order[0 if step > 0 else -1]
    return order[(order.index(widget) + step) % len(order)]
