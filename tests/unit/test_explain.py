"""Every error has three sentences in Japanese, and they name the place."""

import string
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from supporter_app import explain as explaining
from supporter_app import i18n
from supporter_app.domain import errors
from supporter_app.domain.errors import ContentError, PathError, Problem, RequestRefused, SupporterError
from supporter_app.domain.table import Unfitting, Unwritable
from supporter_app.domain.unprintable import Unprintable
from supporter_app.explain import BY_KIND, explain
from supporter_app.reasons import BY_IMPORT, BY_REASON

PLACE = Path("/home/hana/記録/supporter.sqlite")


@pytest.fixture(autouse=True)
def japanese() -> None:
    """Use the catalogue of the program."""
    i18n.use("ja")


def kinds(kind: type[SupporterError] = SupporterError) -> Iterator[type[SupporterError]]:
    """Go through the tree of errors."""
    for each in kind.__subclasses__():
        yield each
        yield from kinds(each)


MADE: dict[type[SupporterError], SupporterError] = {
    ContentError: ContentError((Problem("curriculum/general/01.md", 3, "code"),)),
    errors.UnprintableText: errors.UnprintableText("𠮷", (Unprintable(1, "𠮷"),)),
    errors.UnwritableText: errors.UnwritableText((Unwritable(3, "氏名", "U+0007"),)),
    errors.UnfittingText: errors.UnfittingText((Unfitting(3, "氏名", "𠮷", "U+20BB7"),)),
    errors.TableTooLarge: errors.TableTooLarge(2_000_000),
    errors.ImportWrong: errors.ImportWrong("名簿.csv", "no-heading", 3),
    RequestRefused: RequestRefused("not-finished", "3"),
}


def made(kind: type[SupporterError]) -> SupporterError:
    """Make one error of a kind."""
    if issubclass(kind, PathError):
        return kind(PLACE, "system words")
    return MADE[kind] if kind in MADE else kind()


@pytest.mark.parametrize("kind", list(kinds()), ids=lambda kind: kind.__name__)
def test_every_error_has_three_japanese_sentences(kind: type[SupporterError]) -> None:
    """No msgid, no code, no system words, no hole that was not filled."""
    said = explain(made(kind))
    for sentence in (said.what, said.safe, said.next):
        assert any("ぁ" <= letter <= "ん" for letter in sentence), sentence
        assert not {"{", "}"} & set(sentence)
        assert "system words" not in sentence
        assert not sentence.startswith(("what:", "safe:", "next:"))


@pytest.mark.parametrize("code", [*BY_IMPORT, "broken-workbook"])
def test_every_fault_of_a_file_has_three_japanese_sentences(code: str) -> None:
    """They name the file; a fault without words of its own is a file that cannot be read."""
    said = explain(errors.ImportWrong("名簿.csv", code, 3, "氏名", "12"))
    assert "名簿.csv" in said.what
    assert all(any("ぁ" <= letter <= "ん" for letter in each) for each in (said.what, said.safe, said.next))


@pytest.mark.parametrize("reason", BY_REASON)
def test_every_refusal_has_three_japanese_sentences(reason: str) -> None:
    """Each reason the program names."""
    said = explain(RequestRefused(reason, "12"))
    assert all(any("ぁ" <= letter <= "ん" for letter in each) for each in (said.what, said.safe, said.next))


def test_a_reason_nobody_wrote_words_for_is_still_explained() -> None:
    """And never shown as a code."""
    assert "new-reason" not in str(explain(RequestRefused("new-reason")))


def test_what_the_words_ask_for_is_filled() -> None:
    """Every hole of a translation is a hole of its msgid, so that filling cannot fail."""
    for words in (*BY_KIND.values(), *BY_REASON.values(), *BY_IMPORT.values()):
        for msgid in words:
            assert holes(i18n._(msgid)) <= holes(msgid), msgid


def holes(text: str) -> set[str]:
    """List the names to fill in."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize(
    ("path", "drive"),
    [
        (PureWindowsPath("E:\\受講証\\a.pdf"), "E:"),
        (PureWindowsPath("\\\\server\\share\\a.pdf"), "\\\\server\\share"),
        (PurePosixPath("/media/hana/STICK/a/b.pdf"), "/media/hana/STICK"),
        (PurePosixPath("/Volumes/STICK/b.pdf"), "/Volumes/STICK"),
        (PurePosixPath("/mnt/a.pdf"), "/mnt"),
        (PurePosixPath("/home/hana/a.pdf"), "/home/hana"),
    ],
)
def test_the_drive_is_named_as_people_know_it(path: PurePosixPath, drive: str) -> None:
    """A letter, a share, a stick, else the folder."""
    assert explaining.drive(path) == drive


def test_a_full_disk_names_the_drive_and_a_locked_folder_its_place() -> None:
    """The sentences say where."""
    assert "E:" in explain(errors.FileFull(PureWindowsPath("E:\\a.pdf"))).what
    assert "/home/hana/記録" in explain(errors.StorageReadOnly(PLACE)).what
    assert "𠮷" in explain(errors.UnprintableText("𠮷田", (Unprintable(1, "𠮷"),))).what
