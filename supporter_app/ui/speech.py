"""Reading aloud: the readings are spoken, not the kanji, and the word that is spoken is lit.

The extra `speech` brings QtTextToSpeech; without it, or without a Japanese voice, there is no button
and the settings say why.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLocale, QObject, Signal, qInstallMessageHandler

from supporter_app.domain.ruby import RubyText

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QTextToSpeech

MOCK = "mock"
"""The engine Qt ships for tests; it makes no sound."""


class Silence(Enum):
    """Why nothing can be read aloud on this computer."""

    NOT_INSTALLED = "not-installed"
    NO_VOICE = "no-voice"


class Span(NamedTuple):
    """A stretch of what is spoken, and the stretch of the text it stands for; begins and lengths in UTF-16 units."""

    spoken: int
    spoken_length: int
    shown: int
    shown_length: int


class Utterance(NamedTuple):
    """One paragraph as it is spoken, with the places of its words in the text that is shown."""

    words: str
    spans: tuple[Span, ...]

    def shown(self, begin: int, length: int = 1) -> tuple[int, int]:
        """Give begin and length in the shown text of a stretch of what is spoken; a word with a reading is whole."""
        first, last = self._stands_for(begin), self._stands_for(begin + length - 1) or self._stands_for(begin)
        if first is None or last is None:
            return 0, 0
        return first[0], max(last[1], first[1]) - first[0]

    def _stands_for(self, place: int) -> tuple[int, int] | None:
        """Give where in the shown text what is spoken at a place begins and ends."""
        for span in self.spans:
            if span.spoken <= place < span.spoken + span.spoken_length:
                if span.spoken_length == span.shown_length:
                    at = span.shown + place - span.spoken
                    return at, at + 1
                return span.shown, span.shown + span.shown_length
        return None


def utterance(text: RubyText) -> Utterance:
    """Put a text into the words that are spoken: every reading in place of its base."""
    spans: list[Span] = []
    spoken = shown = 0
    for run in text.runs:
        words = run.reading or run.text
        spans.append(Span(spoken, units(words), shown, units(run.text)))
        spoken, shown = spoken + units(words), shown + units(run.text)
    return Utterance("".join(run.reading or run.text for run in text.runs), tuple(spans))


def units(text: str) -> int:
    """Count UTF-16 units, as Qt counts places in a text."""
    return len(text.encode("utf-16-le")) // 2


class Speaker(QObject):
    """Speaks paragraphs one after the other; `word` lights a stretch of one, `finished` comes when all are spoken."""

    word = Signal(int, int, int)
    finished = Signal()

    def __init__(self, voice: "QTextToSpeech") -> None:
        """Take the voice."""
        super().__init__()
        # They live and die together: a voice that outlives its speaker would call into nothing.
        voice.setParent(self)
        self._voice = voice
        self._said: tuple[Utterance, ...] = ()
        self._at = -1
        self._begun = False
        voice.sayingWord.connect(self._light)
        voice.stateChanged.connect(self._go_on)

    def speak(self, texts: Sequence[RubyText]) -> None:
        """Begin to read texts aloud; what was being read stops."""
        self.stop()
        self._said = tuple(utterance(text) for text in texts)
        self._at = -1
        self._next()

    def stop(self) -> None:
        """Be silent at once; whoever waits for the end is told."""
        was_speaking = self.speaking
        self._said, self._at = (), -1
        self._voice.stop()
        if was_speaking:
            self.finished.emit()

    @property
    def speaking(self) -> bool:
        """Tell whether something is being read."""
        return bool(self._said)

    def _next(self) -> None:
        self._at, self._begun = self._at + 1, False
        # An engine says nothing of an empty text, not even that it is done.
        while self._at < len(self._said) and not self._said[self._at].words.strip():
            self._at += 1
        if self._at < len(self._said):
            self._voice.say(self._said[self._at].words)
            return
        self._said, self._at = (), -1
        self.finished.emit()

    def _light(self, _word: str, _id: int, begin: int, length: int) -> None:
        if 0 <= self._at < len(self._said):
            self.word.emit(self._at, *self._said[self._at].shown(begin, max(length, 1)))

    def _go_on(self, state: "QTextToSpeech.State") -> None:
        """Go on after a text; that the one before has stopped may be told when the next was given already."""
        if not self._said:
            return
        if state == state.Speaking:
            self._begun = True
        elif state == state.Ready and self._begun:
            self._next()
        elif state == state.Error:
            self._said, self._at = (), -1
            self.finished.emit()


def find_speaker(engine: str = "", language: QLocale.Language = QLocale.Language.Japanese) -> Speaker | Silence:
    """Find a voice for a language on this computer; else the reason why there is none."""
    with _quiet():
        return _find(engine, language)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Qt from telling the log which engines of speech are not there: that is the answer, not a fault."""
    former = qInstallMessageHandler(lambda _kind, _context, _message: None)
    try:
        yield
    finally:
        qInstallMessageHandler(former)


def _find(engine: str, language: QLocale.Language) -> Speaker | Silence:
    try:
        from PySide6.QtTextToSpeech import QTextToSpeech
    except ImportError:
        return Silence.NOT_INSTALLED
    engines = [engine] if engine else [each for each in QTextToSpeech.availableEngines() if each != MOCK]
    for each in engines:
        voice = QTextToSpeech(each)
        fitting = [locale for locale in voice.availableLocales() if locale.language() == language]
        if voice.state() != QTextToSpeech.State.Error and fitting:
            voice.setLocale(fitting[0])
            return Speaker(voice)
    return Silence.NO_VOICE
