"""The inline markup of course texts: strong words, readings `{孤独|こどく}` and facts `[39.3%]{fact=id}`."""

import re
from collections.abc import Iterable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from supporter_app.content.placed import Part, PlacedText
from supporter_app.domain.errors import ContentError, Problem
from supporter_app.domain.fact import FactId
from supporter_app.domain.furigana import all_kanji
from supporter_app.domain.ruby import RubyText, Run

CONTAINERS = ("note", "think", "care", "scene", "figure", "helplines", "activities", "programmes")
RUBY = re.compile(r"\{([^{}|\n]*)\|([^{}|\n]*)\}")
STRAY = re.compile(r"[\[\]*`|\\]|:::|[｛｝｜]|：：")
HIRAGANA = re.compile(r"[ぁ-ゖ]+")
REFUSED = {
    "em": "markup-emphasis",
    "link": "markup-link",
    "html_inline": "markup-html",
    "code_inline": "markup-code",
    "image": "markup-picture",
    "hardbreak": "markup-line-break",
}


@cache
def parser() -> MarkdownIt:
    """Build the one parser of chapters and texts: CommonMark with tables, containers, attributes and readings."""
    md = MarkdownIt("commonmark").enable("table")
    md.disable(["escape", "entity", "reference"])
    md.use(front_matter_plugin).use(attrs_plugin, after=(), spans=True).use(attrs_block_plugin)
    for name in CONTAINERS:
        md.use(container_plugin, name)
    md.inline.ruler.at("emphasis", _emphasis_rule)
    md.inline.ruler.before("emphasis", "ruby", _ruby_rule)
    return md


def _ruby_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of a rule
    """Take a reading in braces as one token; anything else in braces is left to the other rules."""
    found = RUBY.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.push("ruby", "ruby", 0)
        token.content, token.info = found.groups()
    state.pos = found.end()
    return True


def _emphasis_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the signature of a rule
    """Let stars open before and close after any letter or sign.

    CommonMark wants spaces around punctuation, which Japanese has not: `**{孤独|こどく}**は` would keep its stars.
    """
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    opens = end < state.posMax and not state.src[end].isspace()
    closes = state.pos > 0 and not state.src[state.pos - 1].isspace()
    for _ in range(end - state.pos):
        state.push("text", "", 0).content = marker
        place = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(marker), end - state.pos, place, -1, opens, closes))
    state.pos = end
    return True


def read_text(text: str, file: str, line: int) -> PlacedText:
    """Read one text of a TOML file; raises ContentError with everything wrong in it."""
    problems: list[Problem] = []
    placed = collect(parser().parseInline(text)[0].children or (), file, line, problems)
    if problems:
        raise ContentError(tuple(problems))
    return placed


def collect(
    tokens: Iterable[Token], file: str, line: int, problems: list[Problem], part: Part = Part.BODY
) -> PlacedText:
    """Turn the tokens of one text into runs; what is wrong is added to `problems`."""
    reading = _Reading(file, line, problems)
    for token in tokens:
        reading.take(token)
    return PlacedText(file, RubyText(merged(run for _, run in reading.fragments)), tuple(reading.fragments), part)


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Join neighbours that are drawn alike."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last is not None and _alike(last, run):
            joined[-1] = Run(last.text + run.text, None, last.strong, last.fact)
        else:
            joined.append(run)
    return tuple(joined)


def _alike(one: Run, other: Run) -> bool:
    return one.reading is None and other.reading is None and (one.strong, one.fact) == (other.strong, other.fact)


class _Reading:
    """What is known while the tokens of one text go by."""

    __slots__ = ("fact", "file", "fragments", "line", "problems", "strong")

    def __init__(self, file: str, line: int, problems: list[Problem]) -> None:
        self.file = file
        self.line = line
        self.problems = problems
        self.fragments: list[tuple[int, Run]] = []
        self.strong = False
        self.fact: FactId | None = None

    def take(self, token: Token) -> None:
        match token.type:
            case "text":
                self._text(token.content)
            case "ruby":
                self._ruby(token.content, token.info)
            case "softbreak":
                self.line += 1
            case "strong_open" | "strong_close":
                self.strong = token.nesting > 0
            case "span_open" | "span_close":
                self._span(token)
            case other:
                self._refuse(other, token)

    def _add(self, run: Run) -> None:
        self.fragments.append((self.line, run))

    def _wrong(self, code: str, detail: str) -> None:
        """Note a fault; one kind of markup that may not stand here is named once a line, not at each of its signs."""
        problem = Problem(self.file, self.line, code, detail)
        last = self.problems[-1] if self.problems else problem._replace(code="")
        if not (code.startswith("markup-") and last[:3] == problem[:3]):
            self.problems.append(problem)

    def _text(self, text: str) -> None:
        if not text:
            return
        self._add(Run(text, None, self.strong, self.fact))
        if "{fact" in text:
            self._wrong("markup-span", text[:20])
        elif "{" in text or "}" in text:
            self._wrong("ruby-broken", text[:20])
        elif STRAY.search(text):
            self._wrong("markup-stray", text[:20])

    def _ruby(self, base: str, reading: str) -> None:
        shown = f"{{{base}|{reading}}}"
        if not all_kanji(base):
            self._wrong("ruby-base", shown)
        if not HIRAGANA.fullmatch(reading):
            self._wrong("ruby-reading", shown)
        self._add(Run(base, reading, self.strong, self.fact))

    def _span(self, token: Token) -> None:
        if token.nesting < 0:
            self.fact = None
            return
        fact = token.attrs.get("fact")
        if set(token.attrs) != {"fact"} or token.meta or self.fact is not None:
            self._wrong("markup-span", " ".join(token.attrs))
        self.fact = FactId(str(fact)) if fact else None

    def _refuse(self, kind: str, token: Token) -> None:
        if token.nesting < 0:
            return
        self._wrong(REFUSED.get(kind.removesuffix("_open"), "markup-unknown"), token.content[:20])
        if token.content and token.type != "image":
            self._add(Run(token.content, None, self.strong, self.fact))
