"""Every name is printed as typed, or the letters that cannot be printed are named before anything is made."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supporter_app.documents.certificate import papers
from supporter_app.documents.fonts import CASE, Face, FontCase, runs, unprintable
from supporter_app.documents.preview import render, text_of
from supporter_app.domain.errors import UnprintableText
from tests.unit.documents.samples import paper_for, poppler, squeezed

KATSURAGI = "葛\U000e0100城"
TSUJI = "辻\U000e0100"
EVERYWHERE = [
    *("髙橋", "﨑", "濵", "山田 太郎", "々〆ヶ", "㈱①"),
    *("José Álvarez", "\ufa19\ufa1b\ufa1e", "は\u309aん", "e\u0301", TSUJI),
]
NAME_FONT_ONLY = ["𠮷田", "槗本", f"{KATSURAGI} 𠮷田"]
# pdfium takes these two apart when it reads; poppler shows that they are in the file as typed.
TAKEN_APART = str.maketrans({"ﬁ": "fi", "ﬂ": "fl"})


def read(name: str) -> str:
    """Print a name and read the paper."""
    return squeezed(text_of(papers((paper_for(name),))))


@pytest.mark.parametrize("name", EVERYWHERE)
@pytest.mark.usefixtures("no_name_font")
def test_the_bundled_font_alone(name: str, tmp_path: Path) -> None:
    assert unprintable(name) == ()
    assert squeezed(name) in read(name)
    assert squeezed(name) in squeezed(poppler("pdftotext", papers((paper_for(name),)), tmp_path))


@pytest.mark.parametrize("name", NAME_FONT_ONLY)
@pytest.mark.usefixtures("name_font")
def test_letters_of_the_name_font(name: str, tmp_path: Path) -> None:
    assert unprintable(name) == ()
    assert squeezed(name) in read(name)
    pdf = papers((paper_for(name),))
    assert squeezed(name) in squeezed(poppler("pdftotext", pdf, tmp_path))
    assert "IPAmjMincho" in poppler("pdffonts", pdf, tmp_path)


@pytest.mark.usefixtures("no_name_font")
def test_without_the_name_font_its_letters_are_named() -> None:
    assert [(each.position, each.code()) for each in unprintable("槗本 𠮷")] == [(1, "U+69D7"), (4, "U+20BB7")]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Nguyễn Thị Ánh", [(5, "U+1EC5"), (10, "U+1ECB")]),
        ("สมชาย", [(1, "U+0E2A"), (2, "U+0E21"), (3, "U+0E0A"), (4, "U+0E32"), (5, "U+0E22")]),
        ("花😀", [(2, "U+1F600")]),
        ("葛\U000e01ef城", [(1, "U+845B U+E01EF")]),
        (f"{TSUJI}\ue000", [(3, "U+E000")]),
        ("a\tb", [(2, "U+0009")]),
        ("山\n田", [(2, "U+000A")]),
        ("a\u200db", [(2, "U+200D")]),
        ("\u0301a", [(1, "U+0301")]),
        ("か\u309a", [(1, "U+304B U+309A")]),
        ("\ud842\udfb7", [(1, "U+D842"), (2, "U+DFB7")]),
        ("\U00100000", [(1, "U+100000")]),
        ("", []),
        ("  ", []),
    ],
)
def test_what_cannot_be_printed_is_named(name: str, found: list[tuple[int, str]]) -> None:
    assert [(each.position, each.code()) for each in unprintable(name)] == found


def test_nothing_is_made_of_a_batch_with_one_such_name() -> None:
    with pytest.raises(UnprintableText) as caught:
        papers((paper_for("山田"), paper_for("花😀")))
    assert caught.value.text == "花😀"
    assert [each.character for each in caught.value.characters] == ["😀"]


def test_a_title_of_ones_own_is_checked_too() -> None:
    from dataclasses import replace

    with pytest.raises(UnprintableText):
        papers((replace(paper_for("山田"), title="修了証🎓"),))


@pytest.mark.parametrize(("typed", "other"), [(TSUJI, "辻"), ("祇\U000e0100", "祇")])
def test_a_selector_changes_the_picture(typed: str, other: str) -> None:
    with_selector, without = (render(papers((paper_for(each),)), 0, 60) for each in (typed, other))
    assert with_selector != without


def test_a_decomposed_letter_looks_like_the_composed_one() -> None:
    decomposed, composed = (render(papers((paper_for(each),)), 0, 60) for each in ("か\u3099", "が"))
    assert decomposed == composed


@pytest.mark.usefixtures("name_font")
def test_looking_at_the_fonts_once_more_leaves_names_as_they_were() -> None:
    """A check-up opens the fonts for itself; a letter that had a code of its own was drawn as nothing afterwards."""
    name = "葛\U000e0100飾"
    before = papers((paper_for(name),))
    for face in Face:
        assert FontCase().font(face) is CASE.font(face)
    assert name in read(name)
    assert papers((paper_for(name),)) == before


def test_other_bundled_faces_hold_no_more_letters() -> None:
    mincho, *others = (bundled_letters(face) for face in (Face.MINCHO, Face.GOTHIC, Face.BOLD))
    assert len(mincho) > 11000
    assert all(letters <= mincho for letters in others)


def bundled_letters(face: Face) -> set[int]:
    """Give the code points a face can draw, without those opened for sequences."""
    return {code for code, glyph in CASE.font(face).face.charToGlyph.items() if glyph and code < 0x100000}


def letters_of_the_font() -> list[str]:
    """Give what the bundled font can draw, control characters and spaces left out."""
    codes = sorted(code for code in CASE.font(Face.MINCHO).face.charToGlyph if code < 0x100000)
    return [chr(code) for code in codes if chr(code).isprintable() and not chr(code).isspace()]


selectors = st.sampled_from(["\U000e0100", "\U000e0101", "\U000e0102", "\ufe00", "\ufe0f"])
marks = st.sampled_from(["\u0301", "\u0302", "\u0308", "\u0323", "\u3099", "\u309a"])
kanji = st.integers(0x3400, 0x9FFF).map(chr)
rare = st.integers(0x20000, 0x2FFFF).map(chr)
anything = st.one_of(st.characters(), st.characters(codec=None, exclude_categories=[]))
pieces = st.one_of(st.deferred(lambda: st.sampled_from(letters_of_the_font())), kanji, rare, selectors, marks, anything)
names = st.lists(pieces, max_size=12).map("".join)


@settings(max_examples=250)
@given(names)
def test_any_text_is_printed_as_typed_or_refused(name: str) -> None:
    found = unprintable(name)
    if found:
        with pytest.raises(UnprintableText) as caught:
            papers((paper_for(name),))
        assert caught.value.characters == found
        for each in found:
            assert name[each.position - 1 :].startswith(each.character)
    else:
        assert squeezed(name).translate(TAKEN_APART) in read(name)


@pytest.mark.usefixtures("no_name_font")
@settings(max_examples=100)
@given(names)
def test_the_same_without_the_name_font(name: str) -> None:
    if not unprintable(name):
        assert squeezed(name).translate(TAKEN_APART) in read(name)
        assert {run.face for run in runs(name, Face.MINCHO)} <= {Face.MINCHO}


def test_every_letter_of_the_bundled_font_is_read_back(tmp_path: Path) -> None:
    letters = [letter for letter in letters_of_the_font() if not unprintable(letter)]
    groups = ["".join(letters[start : start + 60]) for start in range(0, len(letters), 60)]
    pages = poppler("pdftotext", papers(tuple(map(paper_for, groups))), tmp_path, "-raw").split("\f")
    assert [group for group, page in zip(groups, pages, strict=False) if squeezed(group) not in squeezed(page)] == []
