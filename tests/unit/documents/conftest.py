"""Papers with and without the name font."""

import os

import pytest

from supporter_app.documents.fonts import CASE


@pytest.fixture
def name_font() -> None:
    """Go on only where the name font was installed; a build server must have it."""
    if CASE.fallback() is None:
        assert "CI" not in os.environ, "the name font is missing"
        pytest.skip("the name font is not on this machine")


@pytest.fixture
def no_name_font(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program find no name font."""
    monkeypatch.setattr(CASE, "fallback", lambda: None)
