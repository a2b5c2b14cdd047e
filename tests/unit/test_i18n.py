"""Words are looked up when they are shown, in the language in use."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from supporter_app import i18n


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Make a catalogue of two sentences; the program's own is in use again afterwards."""
    catalogue = Catalog(locale="ja")
    catalogue.add("go on", "つぎへ")
    catalogue.add(("{n} page", "{n} pages"), ("{n}ページ",))
    place = tmp_path / "ja" / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / "supporter.mo").open("wb") as file:
        write_mo(file, catalogue)
    yield tmp_path
    i18n.use(i18n.DEFAULT_LOCALE)


def test_words_follow_the_language(folder: Path) -> None:
    """A sentence asked for again after a change of language is in the new one."""
    i18n.use("ja", folder)
    assert i18n._("go on") == "つぎへ"
    assert i18n.ngettext("{n} page", "{n} pages", 3).format(n=3) == "3ページ"
    i18n.use("en", folder)
    assert i18n._("go on") == "go on"
    assert i18n.ngettext("{n} page", "{n} pages", 1) == "{n} page"


def test_a_catalogue_with_a_modifier_falls_back(folder: Path) -> None:
    """What it lacks is said in the words of the locale it modifies, and only there."""
    easy = Catalog(locale="ja")
    easy.add("go on", "つぎ")
    place = folder / "ja@easy" / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / "supporter.mo").open("wb") as file:
        write_mo(file, easy)
    i18n.use("ja@easy", folder)
    assert (i18n._("go on"), i18n.in_use()) == ("つぎ", "ja@easy")
    assert i18n.ngettext("{n} page", "{n} pages", 3) == "{n}ページ"
    i18n.use("ja", folder)
    assert i18n._("go on") == "つぎへ"


@pytest.mark.parametrize("locale", [i18n.EASY_LOCALE, i18n.KIDS_LOCALE])
def test_the_plainer_words_are_there(locale: str) -> None:
    """Both plainer catalogues speak, and fall back to Japanese for organisers' words."""
    i18n.use("ja")
    asked = ("Print", "What is kept", "table: attendance")
    usual = [i18n._(each) for each in asked]
    i18n.use(locale)
    plainer = [i18n._(each) for each in asked]
    i18n.use(i18n.DEFAULT_LOCALE)
    assert [one == other for one, other in zip(usual, plainer, strict=True)] == [False, False, True]


def test_without_a_catalogue_the_msgid_is_shown(tmp_path: Path) -> None:
    """The program still speaks, in the words of its makers."""
    i18n.use("ja", tmp_path)
    assert i18n._("go on") == i18n.N_("go on") == "go on"
    i18n.use(i18n.DEFAULT_LOCALE)


def test_the_program_s_own_words_are_japanese() -> None:
    """Without being told, the program speaks Japanese."""
    i18n.use(i18n.DEFAULT_LOCALE)
    assert i18n._("safe: what was recorded before").startswith("これまで")
