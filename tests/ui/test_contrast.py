"""The system's wish for high contrast, and the person's own choice before it."""

from supporter_app.services.preferences import Theme
from supporter_app.ui.navigator import Navigator


def test_the_systems_wish_is_followed_where_nothing_was_chosen(navigator: Navigator) -> None:
    assert navigator.look().theme is Theme.STANDARD
    navigator.dressing.set_high_contrast(high=True)
    assert shown_theme(navigator) is Theme.CLEAR
    navigator.dressing.set_high_contrast(high=False)
    assert shown_theme(navigator) is Theme.STANDARD


def test_a_chosen_theme_stays(navigator: Navigator) -> None:
    navigator.set_preferences(navigator.preferences._replace(theme=Theme.DARK))
    navigator.dressing.set_high_contrast(high=True)
    assert navigator.look().theme is Theme.DARK
    navigator.set_preferences(navigator.preferences._replace(theme=Theme.SYSTEM))
    assert navigator.look().theme is Theme.CLEAR


def test_the_wish_is_asked_for_after_the_first_frame(navigator: Navigator) -> None:
    navigator.dressing.follow_system()
    assert navigator.look().theme is Theme.STANDARD


def shown_theme(navigator: Navigator) -> Theme:
    """Give the theme of the screen that is shown."""
    screen = navigator.window.screen_shown()
    assert screen is not None
    return screen.reader.look.theme
