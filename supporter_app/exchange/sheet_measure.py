"""How large the rows of a workbook become when they are read: a few bytes of XML can ask for all memory."""

import re
from collections.abc import Mapping
from io import BytesIO
from xml.parsers.expat import ExpatError, ParserCreate

from supporter_app.domain.errors import ImportWrong

MOST_CELLS = 2_000_000
"""Of the rectangle around the cells that hold something; the reader keeps it whole in memory."""
MOST_LETTERS = 20_000_000
REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
SHARED = "xl/sharedstrings.xml"


def measure(parts: Mapping[str, bytes], file: str) -> None:
    """Raise ImportWrong where the XML is broken, declares entities, or asks for more than a table of people holds."""
    strings: tuple[int, ...] = ()
    for name, part in sorted(parts.items(), key=lambda each: each[0].casefold() != SHARED):
        found = _Measured(strings)
        found.read(part, file)
        if name.casefold() == SHARED:
            strings = tuple(found.lengths)
        if found.rows * found.columns > MOST_CELLS or found.letters > MOST_LETTERS:
            raise ImportWrong(file, "unpacks-too-large")


class _Measured:
    """Reads one part and keeps how far its cells reach and how many letters they come to."""

    def __init__(self, strings: tuple[int, ...]) -> None:
        """Know the lengths of the texts that cells may point at."""
        self.rows = self.columns = self.letters = 0
        self.lengths: list[int] = []
        self._strings = strings
        self._row = self._column = 0
        self._shared = False
        self._text: list[str] = []

    def read(self, part: bytes, file: str) -> None:
        """Read the XML of one part."""
        parser = ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text.append
        parser.StartDoctypeDeclHandler = _refuse_declarations
        try:
            parser.ParseFile(BytesIO(part))
        except (ExpatError, _Refused) as error:
            raise ImportWrong(file, "broken-workbook") from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "row":
                self._row, self._column = _number(attributes.get("r")) or self._row + 1, 0
            case "c":
                self._column += 1
                self._move(attributes.get("r"))
                self._shared = attributes.get("t") == "s"
            case "v" | "is" | "f":
                self.rows, self.columns = max(self.rows, self._row), max(self.columns, self._column)
                self._text.clear()
            case "si":
                self._text.clear()

    def _end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "si":
                self.lengths.append(sum(map(len, self._text)))
            case "v" | "is":
                self.letters += self._length("".join(self._text))

    def _length(self, text: str) -> int:
        """Give the letters of a cell; a shared text counts as often as cells point at it."""
        if not self._shared:
            return len(text)
        place = _number(text.strip())
        return self._strings[place] if place < len(self._strings) else 0

    def _move(self, reference: str | None) -> None:
        """Go to the place a cell names; without one it stands right of the last."""
        if reference is None:
            return
        found = REFERENCE.fullmatch(reference)
        if not found:
            raise _Refused
        self._column = 0
        for letter in found[1]:
            self._column = self._column * 26 + ord(letter) - ord("A") + 1
        self._row = int(found[2])


class _Refused(Exception):
    """What no workbook of a spreadsheet program holds."""


def _number(text: str | None) -> int:
    """Read a whole number of sane length, 0 where there is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= len("1048576") else 0


def _refuse_declarations(*_: object) -> None:
    raise _Refused
