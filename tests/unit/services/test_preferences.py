"""Preferences: round trip, defaults, and values from another version."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from supporter_app.domain.furigana import Furigana, FuriganaChoice
from supporter_app.services.preferences import TEXT_STEPS, Preferences, PreferenceService, Theme
from supporter_app.storage import preferences
from supporter_app.storage.database import Storage, open_database


@pytest.fixture
def storage() -> Iterator[Storage]:
    """Give a database in memory."""
    opened = open_database(None, lambda: datetime(2026, 11, 20, tzinfo=UTC))
    yield opened
    opened.close()


def test_nothing_saved_means_the_defaults(storage: Storage) -> None:
    """A first start has not been asked anything."""
    assert PreferenceService(storage).load() == Preferences()
    assert not Preferences().asked


@pytest.mark.parametrize("step", TEXT_STEPS)
@pytest.mark.parametrize("theme", Theme)
def test_what_is_saved_is_loaded(storage: Storage, step: int, theme: Theme) -> None:
    """Every field comes back."""
    wanted = Preferences(
        step,
        theme,
        FuriganaChoice(Furigana.ALL, 3),
        "en",
        asked=True,
        place_asked=True,
        exit_told=True,
        neutral_start=True,
    )
    service = PreferenceService(storage)
    service.save(Preferences())
    service.save(wanted)
    assert service.load() == wanted


@pytest.mark.parametrize("value", ["null", "[]", '"x"', "1000", "true", "{}", "not json"])
def test_what_cannot_be_understood_is_the_default(storage: Storage, value: str) -> None:
    """A newer version's value, or a damaged one, never stops the program."""
    names = ("text_step", "theme", "furigana", "known_grade", "locale")
    with storage.write() as db:
        preferences.save(db, dict.fromkeys(names, value) | {"of-a-newer-version": value})
    loaded = PreferenceService(storage).load()
    plain = Preferences()
    assert loaded == plain._replace(locale=loaded.locale)
    assert loaded.locale == (plain.locale if value != '"x"' else "x")
