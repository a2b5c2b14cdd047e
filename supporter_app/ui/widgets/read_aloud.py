"""読み上げる: a button that reads a screen aloud and lights the word that is spoken; no sound starts by itself."""

import shiboken6
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from supporter_app.i18n import _
from supporter_app.ui.speech import Speaker
from supporter_app.ui.widgets.choice_card import ChoiceCard
from supporter_app.ui.widgets.frame import Button
from supporter_app.ui.widgets.ruby_text import RubyBrowser

Readable = RubyBrowser | ChoiceCard


class ReadAloud(Button):
    """Starts with what stands first; pressed again, or when the screen is left, it is silent at once."""

    def __init__(self, speaker: Speaker, screen: QWidget) -> None:
        """Take the voice, and whose texts and choices are read."""
        super().__init__(_("Read aloud"))
        self.setProperty("role", "link")
        self._speaker, self._screen = speaker, screen
        self._places: list[tuple[Readable, int]] = []
        self.clicked.connect(self._press)
        speaker.word.connect(self._light)
        speaker.finished.connect(self._end)

    def _press(self) -> None:
        stopping = bool(self._places)
        self._speaker.stop()
        if stopping:
            return
        # In the order in which they were put on the screen, which is that of reading.
        found = [each for each in self._screen.findChildren(QWidget) if isinstance(each, Readable)]
        texts = [each for each in found if each.isVisible()]
        self._places = [(text, line) for text in texts for line in range(len(text.lines()))]
        self.setText(_("Stop reading"))
        self._speaker.speak([line for text in texts for line in text.lines()])

    def _light(self, line: int, begin: int, length: int) -> None:
        if not self._places:
            return
        self._darken()
        text, at = self._places[line]
        if shiboken6.isValid(text):
            text.light(at, begin, length)

    def _darken(self) -> None:
        """Light nothing; what was lit may be gone, as the moment of a scene one has left."""
        for text in dict.fromkeys(text for text, _line in self._places):
            if shiboken6.isValid(text):
                text.light(0, 0, 0)

    def _end(self) -> None:
        self._darken()
        self._places = []
        self.setText(_("Read aloud"))

    def hideEvent(self, event: QHideEvent) -> None:
        """Be silent when the screen is left."""
        super().hideEvent(event)
        if self._places:
            self._speaker.stop()
