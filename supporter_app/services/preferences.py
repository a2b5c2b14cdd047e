"""What a reader likes: size of letters, theme, furigana; kept on this computer only."""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import NamedTuple, TypeVar

from supporter_app.domain.edition import CHILDREN_EDITIONS, EASY_JAPANESE, GENERAL, Edition, EditionId
from supporter_app.domain.furigana import KNOWS_SCHOOL_KANJI, Furigana, FuriganaChoice
from supporter_app.i18n import DEFAULT_LOCALE, EASY_LOCALE, KIDS_LOCALE
from supporter_app.storage import preferences
from supporter_app.storage.database import Storage

Member = TypeVar("Member", bound=Enum)

TEXT_STEPS = (100, 125, 150, 175, 200)


class Theme(Enum):
    """The four themes: 標準, くっきり, 黒地, やわらか; SYSTEM follows the contrast of the computer."""

    SYSTEM = "system"
    STANDARD = "standard"
    CLEAR = "clear"
    DARK = "dark"
    SOFT = "soft"


class Preferences(NamedTuple):
    """One reader's settings; `text_step` is in percent, `asked` tells that the first-run questions were shown.

    `exit_told`: what hiding at once does not do was read. `neutral_start`: the window was hidden at once; the next
    start shows the first screen.
    """

    text_step: int = TEXT_STEPS[0]
    theme: Theme = Theme.SYSTEM
    furigana: FuriganaChoice = FuriganaChoice()
    locale: str = DEFAULT_LOCALE
    asked: bool = False
    place_asked: bool = False
    exit_told: bool = False
    neutral_start: bool = False


class PreferenceService:
    """Loads and saves preferences; what cannot be understood falls back to the default."""

    def __init__(self, storage: Storage) -> None:
        """Take the database."""
        self.storage = storage

    def load(self, edition: Edition | None = None) -> Preferences:
        """Read the preferences, with the furigana chosen for an edition; defaults where nothing was saved."""
        found = preferences.load(self.storage)
        plain = Preferences(furigana=edition.furigana()) if edition is not None else Preferences()
        of = edition.id if edition is not None else GENERAL
        locale = found.get("locale")
        return Preferences(
            text_step=_one_of(TEXT_STEPS, found.get("text_step"), plain.text_step),
            theme=_member(Theme, found.get("theme"), plain.theme),
            furigana=furigana_in(found, _of("furigana", of), _of("known_grade", of), plain.furigana),
            locale=locale if isinstance(locale, str) else plain.locale,
            asked=found.get("asked") is True,
            place_asked=found.get("place_asked") is True,
            exit_told=found.get("exit_told") is True,
            neutral_start=found.get("neutral_start") is True,
        )

    def save(self, wanted: Preferences, edition: EditionId = GENERAL) -> None:
        """Keep the preferences, and the furigana for the edition in use; durable before it returns."""
        import json

        values = {
            "text_step": wanted.text_step,
            "theme": wanted.theme.value,
            _of("furigana", edition): wanted.furigana.amount.value,
            _of("known_grade", edition): wanted.furigana.known_grade,
            "locale": wanted.locale,
            "asked": wanted.asked,
            "place_asked": wanted.place_asked,
            "exit_told": wanted.exit_told,
            "neutral_start": wanted.neutral_start,
        }
        with self.storage.write() as db:
            preferences.save(db, {name: json.dumps(value) for name, value in values.items()})


def furigana_in(found: Mapping[str, object], amount: str, grade: str, plain: FuriganaChoice) -> FuriganaChoice:
    """Read a choice of furigana from the two rows that keep it; what cannot be understood is that of `plain`."""
    return FuriganaChoice(
        _member(Furigana, found.get(amount), plain.amount),
        _one_of(range(KNOWS_SCHOOL_KANJI + 1), found.get(grade), plain.known_grade),
    )


def wording_for(edition: EditionId, preferences: Preferences) -> str:
    """Name the words of the screens: easy Japanese where it was chosen or is read, children's in their editions."""
    if preferences.locale == EASY_LOCALE or edition == EASY_JAPANESE:
        return EASY_LOCALE
    return KIDS_LOCALE if edition in CHILDREN_EDITIONS else DEFAULT_LOCALE


def _of(name: str, edition: EditionId) -> str:
    """Name the row of what is chosen for each edition; that of adults bears no edition."""
    return name if edition == GENERAL else f"{name}/{edition}"


def _one_of(allowed: Iterable[int], value: object, default: int) -> int:
    if isinstance(value, bool):
        return default
    return next((each for each in allowed if each == value), default)


def _member(kind: type[Member], value: object, default: Member) -> Member:
    return next((each for each in kind if each.value == value), default)
