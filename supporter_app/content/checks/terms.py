"""Hard words: each chapter explains them on the page where they first stand, because it may be read alone."""

import re
from collections.abc import Iterator

from supporter_app.content.checks.material import EditionMaterial, Material, stem
from supporter_app.content.placed import Part, PlacedChapter, PlacedPage
from supporter_app.content.terms import Term
from supporter_app.domain.errors import Problem

READ = frozenset({Part.TITLE, Part.BODY, Part.CELL})
BRACKET = re.compile(r"[」』]?〈")
"""What follows a word that is explained at once."""


def check_terms(material: Material) -> Iterator[Problem]:
    """Check every edition that lists hard words."""
    for edition in material.editions:
        if edition.has_chapters():
            yield from _edition(edition)


def _edition(edition: EditionMaterial) -> Iterator[Problem]:
    pages = {f"{stem(each.file)}/{page.id}": _words(page) for each in edition.chapters for page in each.pages}
    said: set[str] = set()
    for record, term in edition.terms:
        if not term.word.strip() or term.word in said:
            yield record.problem("term-twice" if term.word.strip() else "text-missing", term.word or "word", "word")
            continue
        said.add(term.word)
        if not any(term.word in words for words in pages.values()):
            yield record.problem("term-unused", term.word, "word")
        for place in sorted(term.explained):
            if term.word not in pages.get(place, ""):
                yield record.problem("term-unused", place, "explained")
        for chapter in edition.chapters:
            yield from _chapter(chapter, term)


def _chapter(chapter: PlacedChapter, term: Term) -> Iterator[Problem]:
    first = next((page for page in chapter.pages if term.word in _words(page)), None)
    if first is None or f"{stem(chapter.file)}/{first.id}" in term.explained:
        return
    if not re.search(re.escape(term.word) + BRACKET.pattern, _words(first)):
        yield Problem(chapter.file, first.line, "term-unexplained", f"{first.id}: {term.word}")


def _words(page: PlacedPage) -> str:
    return "\n".join(text.text.plain() for text in page.texts() if text.part in READ)
