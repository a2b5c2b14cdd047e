"""Every screen in every theme and at more sizes of letters than `./test` has time for."""

from collections.abc import Callable
from itertools import product

import pytest

from supporter_app.services.preferences import Theme
from supporter_app.ui.navigator import Navigator
from tests.ui.audit import LARGE, SMALL, dress
from tests.ui.conftest import fonts, learned, open_for_all  # noqa: F401 - fixtures, used by their names
from tests.ui.test_audit import CHEAP, faults_of, none_of

pytestmark = [pytest.mark.full, pytest.mark.screens]

THEMES = (Theme.STANDARD, Theme.CLEAR, Theme.DARK, Theme.SOFT)
SIZES = ((LARGE, 100), (LARGE, 150), (SMALL, 125), (SMALL, 200))
ALL = list(product(THEMES, SIZES))


@pytest.mark.parametrize(("theme", "look"), ALL, ids=lambda value: str(getattr(value, "value", value)))
def test_every_screen_in_every_theme(
    learned: Navigator,  # noqa: F811 - the fixture named above
    showed: Callable[..., None],
    theme: Theme,
    look: tuple[tuple[int, int], int],
) -> None:
    size, step = look
    dress(learned, size, step, theme)
    none_of(faults_of(learned, CHEAP))
    showed("screens.themes", looks=1)
