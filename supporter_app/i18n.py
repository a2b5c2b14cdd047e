"""Words for people: gettext over the program's catalogues, looked up when a sentence is shown."""

import gettext
from contextlib import suppress
from pathlib import Path

from supporter_app.domain.errors import ResourceMissing

DOMAIN = "supporter"
DEFAULT_LOCALE = "ja"
EASY_LOCALE = "ja@easy"
KIDS_LOCALE = "ja@kids"
LOCALES = (DEFAULT_LOCALE, EASY_LOCALE)
"""The languages a person may choose; children's wording comes with a children's edition."""
MODIFIER = "@"


class Catalogue:
    """The catalogue in use; it is loaded when the first sentence is asked for."""

    __slots__ = ("locale", "words")

    def __init__(self) -> None:
        """Start without words."""
        self.words: gettext.NullTranslations | None = None
        self.locale = DEFAULT_LOCALE

    def load(self, locale: str, folder: Path | None) -> gettext.NullTranslations:
        """Take the catalogue of a locale; without one every msgid stands for itself.

        A locale with a modifier holds only what differs; for the rest the locale it modifies speaks.
        """
        place = _folder() if folder is None else folder
        self.locale = locale
        self.words = _read(locale, place)
        plain, modifier, _name = locale.partition(MODIFIER)
        if modifier:
            self.words.add_fallback(_read(plain, place))
        return self.words


def _read(locale: str, place: Path | None) -> gettext.NullTranslations:
    if place is not None:
        # gettext.translation() would first ask the computer for its languages, which takes longer than reading.
        with suppress(FileNotFoundError), (place / locale / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
            return gettext.GNUTranslations(file)
    return gettext.NullTranslations()


_CATALOGUE = Catalogue()


def _folder() -> Path | None:
    """Find the catalogues that come with the program; None when they are not there."""
    from supporter_app.resources import path

    try:
        return path("i18n")
    except ResourceMissing:
        return None


def use(locale: str, folder: Path | None = None) -> None:
    """Change the language of every sentence shown from now on."""
    _CATALOGUE.load(locale, folder)


def in_use() -> str:
    """Name the language that sentences are shown in now."""
    return _CATALOGUE.locale


def _(message: str) -> str:
    """Give the sentence for a msgid in the language in use."""
    return (_CATALOGUE.words or _CATALOGUE.load(DEFAULT_LOCALE, None)).gettext(message)


def ngettext(one: str, several: str, count: int) -> str:
    """Give the sentence for a number of things in the language in use."""
    return (_CATALOGUE.words or _CATALOGUE.load(DEFAULT_LOCALE, None)).ngettext(one, several, count)


def N_(message: str) -> str:  # noqa: N802 - the name gettext's tools look for
    """Mark a msgid that is translated later, where it is shown."""
    return message
