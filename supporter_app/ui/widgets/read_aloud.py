"""読み上げる: a button that reads a page aloud and lights the word that is spoken; no sound starts by itself."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QHideEvent

from supporter_app.i18n import _
from supporter_app.ui.speech import Speaker
from supporter_app.ui.widgets.frame import Button
from supporter_app.ui.widgets.ruby_text import RubyBrowser


class ReadAloud(Button):
    """Starts at the title; pressed again, or when the page is left, it is silent at once."""

    def __init__(self, speaker: Speaker, texts: Callable[[], Sequence[RubyBrowser]]) -> None:
        """Take the voice, and how to find the texts in reading order."""
        super().__init__(_("Read aloud"))
        self.setProperty("role", "link")
        self._speaker, self._texts = speaker, texts
        self._places: list[tuple[RubyBrowser, int]] = []
        self.clicked.connect(self._press)
        speaker.word.connect(self._light)
        speaker.finished.connect(self._end)

    def _press(self) -> None:
        if self._places:
            self._stop()
            return
        texts = self._texts()
        self._places = [(text, line) for text in texts for line in range(len(text.lines()))]
        self.setText(_("Stop reading"))
        self._speaker.speak([line for text in texts for line in text.lines()])

    def _light(self, line: int, begin: int, length: int) -> None:
        if not self._places:
            return
        for text in dict.fromkeys(text for text, _line in self._places):
            text.light(0, 0, 0)
        browser, at = self._places[line]
        browser.light(at, begin, length)

    def _stop(self) -> None:
        self._speaker.stop()
        self._end()

    def _end(self) -> None:
        for text in dict.fromkeys(text for text, _line in self._places):
            text.light(0, 0, 0)
        self._places = []
        self.setText(_("Read aloud"))

    def hideEvent(self, event: QHideEvent) -> None:
        """Be silent when the page is left."""
        super().hideEvent(event)
        if self._places:
            self._speaker.stop()
            self._places = []
