"""Colours that can be told apart in every theme, and no colour or letter size anywhere but in the theme."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from supporter_app.services.preferences import TEXT_STEPS, Theme
from supporter_app.ui import theme
from supporter_app.ui.theme import EDGE_PAIRS, PALETTES, SHEET, TEXT_PAIRS, Look, contrast, luminance, style_sheet

GROUNDS = ("ground", "surface", "tint_cool", "tint_warm")
LEAST_FOR_LETTERS = {each: 7.0 if each is Theme.CLEAR else 4.5 for each in PALETTES}
LEAST_FOR_EDGES = 3.0
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
COLOUR = re.compile(r"(?<![-\w])(color|background):\s*\$(\w+)")
STATE = re.compile(r":(?!:)[\w-]+")
WITHOUT_LETTERS = ("QScrollArea", 'QFrame[role="line"]')
ROLE = re.compile(r"\[[^\]]*\]")


def ratio(look: Theme, one: str, other: str) -> float:
    palette = PALETTES[look]
    return contrast(getattr(palette, one), getattr(palette, other))


def without_fields(sheet: str) -> str:
    """Take out the braces of the template's own fields, which are no blocks."""
    return re.sub(r"\$\{(\w+)\}", r"$\1", sheet)


def written() -> dict[str, dict[str, str]]:
    """Read the sheet: each selector with the names of its letters' colour and its background."""
    rules: dict[str, dict[str, str]] = {}
    for selectors, body in RULE.findall(without_fields(SHEET.template)):
        for selector in selectors.split(","):
            rules.setdefault(selector.strip(), {}).update(dict(COLOUR.findall(body)))
    return rules


def letters_on_grounds() -> Iterator[tuple[str, str, str]]:
    """Give every selector that sets letters or ground, with what it takes from the selectors it stands on."""
    rules = written()
    for selector, own in rules.items():
        if not own or "::" in selector or selector in WITHOUT_LETTERS:
            continue
        calm = STATE.sub("", selector)
        plain = ROLE.sub("", calm)
        state = plain + selector[len(calm) :]
        taken = {"color": "text", "background": "ground"}
        for each in dict.fromkeys((plain, state, calm, selector)):
            taken |= rules.get(each, {})
        yield selector, taken["color"], taken["background"]


def test_black_on_white_is_21_to_1() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert luminance("#ffffff") == pytest.approx(1)


@pytest.mark.parametrize("look", PALETTES)
def test_letters_can_be_read_in_every_theme(look: Theme) -> None:
    faults = {pair: ratio(look, *pair) for pair in TEXT_PAIRS if ratio(look, *pair) < LEAST_FOR_LETTERS[look]}
    assert faults == {}


@pytest.mark.parametrize("look", PALETTES)
def test_letters_can_be_read_in_every_state_of_every_widget(look: Theme) -> None:
    faults = [
        (selector, letters, ground, round(ratio(look, letters, ground), 2))
        for selector, letters, ground in letters_on_grounds()
        if ratio(look, letters, ground) < LEAST_FOR_LETTERS[look]
    ]
    assert faults == []


def test_the_reading_of_the_sheet_finds_its_states() -> None:
    found = {selector: (letters, ground) for selector, letters, ground in letters_on_grounds()}
    assert found['QPushButton[role="primary"]:pressed'] == ("on_accent", "accent_pressed")
    assert found["QPushButton:disabled"] == ("text_second", "tint_cool")
    assert found['QFrame[role="band-warm"]'] == ("text", "tint_warm")


@pytest.mark.parametrize("look", PALETTES)
def test_controls_have_an_edge_that_can_be_seen(look: Theme) -> None:
    pairs = {*EDGE_PAIRS, *product(("edge", "accent"), GROUNDS)}
    assert {pair: ratio(look, *pair) for pair in pairs if ratio(look, *pair) < LEAST_FOR_EDGES} == {}


@pytest.mark.parametrize("look", PALETTES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_the_focus_stands_out_from_every_ground(look: Theme, ground: str) -> None:
    assert max(ratio(look, "focus_line", ground), ratio(look, "focus_ring", ground)) >= LEAST_FOR_EDGES
    assert ratio(look, "focus_line", "focus_ring") >= LEAST_FOR_EDGES


@pytest.mark.parametrize("look", PALETTES)
def test_the_parts_of_a_figure_can_be_told_apart(look: Theme) -> None:
    """Each part carries its words and an edge; its own ground must differ from the letters on it all the same."""
    for number in (1, 2, 3):
        assert ratio(look, f"on_figure_{number}", f"figure_{number}") >= LEAST_FOR_LETTERS[look]


def test_colours_and_letter_sizes_stand_in_the_theme_alone(root: Path) -> None:
    paper = root / "supporter_app" / "documents"
    kinds = (re.compile(r"#[0-9a-fA-F]{6}\b"), re.compile(r"font-size:[^;]*px"), re.compile(r"setPixelSize"))
    faults = [
        f"{path.name}:{number}: {line.strip()}"
        for path in (root / "supporter_app").rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for kind in kinds
        if kind.search(line) and path != Path(theme.__file__) and paper not in path.parents
    ]
    assert faults == []


@pytest.mark.parametrize(("look", "step"), list(product(PALETTES, TEXT_STEPS)))
def test_the_sheet_sizes_letters_in_points_and_leaves_them_as_they_are(look: Theme, step: int) -> None:
    sheet = style_sheet(Look(look, step))
    sizes = re.findall(r"font-size:\s*([\d.]+)(\w+)", sheet)
    assert {unit for _size, unit in sizes} == {"pt"}
    assert min(float(size) for size, _unit in sizes) == pytest.approx(theme.SMALL * step / 100)
    for forbidden in ("letter-spacing", "italic", "font-family", "$"):
        assert forbidden not in sheet
