"""Which names are taken down: whatever people are called, and nothing that cannot be seen."""

import pytest

from supporter_app.domain.names import NameTrouble, troubles


@pytest.mark.parametrize(
    "name",
    [
        "葛\U000e0100城 翔",
        "か\u3099く",
        "Nguyễn Thị",
        "श्रेष्ठ",
        "गुर्\u200dयो",
        "ශ්\u200dරී",
        "علی\u200cرضا",
        "สมชาย",
        "O\u2019Neil, Jr.",
    ],
)
def test_what_belongs_to_a_spelling_is_taken(name: str) -> None:
    """A joiner too, where Nepali, Sinhala and Persian write one."""
    assert troubles(name) == ()


@pytest.mark.parametrize(
    "name",
    ["\u200b", "山\u200d田", "山\u200c田", "\u200d山", "👨\u200d👩", "\u3164", "\u2800山", "\ufe0f", "\U000e0100"],
)
def test_what_cannot_be_seen_is_refused(name: str) -> None:
    """A name of nothing but such signs, and one that hides them between its letters."""
    assert troubles(name) == (NameTrouble.INVISIBLE,)
