"""What a screen reader is told although the keyboard stays where it is (WCAG 2.2, 4.1.3)."""

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str) -> None:
    """Have some words read; the first call loads what Qt needs for it."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if words:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
