"""Every problem has a sentence, and every sentence is in the Japanese catalogue."""

import re
import shutil
from pathlib import Path

import pytest

from supporter_app.content.checks.words import check_words
from supporter_app.content.wording import SENTENCES, sentence
from supporter_app.domain.errors import Problem


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_problem_is_said_in_japanese(code: str) -> None:
    said = sentence(Problem("f", 1, code, "これ"))
    assert "check:" not in said
    assert re.search(r"[ぁ-ん]", said)
    assert ("これ" in said) == ("{detail}" in SENTENCES[code])


def test_no_code_is_without_a_sentence_and_no_sentence_without_a_code(root: Path) -> None:
    files = [path for path in (root / "supporter_app/content").rglob("*.py") if path.name != "wording.py"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    used = {each for each in re.findall(r'"([a-z0-9]+(?:-[a-z0-9]+)+|slip)"', text) if each in SENTENCES}
    assert used == set(SENTENCES)


def catalogue(tmp_path: Path, body: str, locale: str = "ja") -> list[tuple[int, str]]:
    folder = tmp_path / "i18n" / locale / "LC_MESSAGES"
    folder.mkdir(parents=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (folder / "supporter.po").write_bytes((head + body).encode())
    return [(each.line, each.code) for each in check_words(tmp_path)]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('msgid "a {x}"\nmsgstr "あ {x}"\n', []),
        ('msgid "a"\nmsgstr ""\n', [(5, "words-missing")]),
        ('#, fuzzy\nmsgid "a"\nmsgstr "あ"\n', [(6, "words-fuzzy")]),
        ('msgid "a {x}"\nmsgstr "あ {y}"\n', [(5, "words-placeholder")]),
        ('msgid "a', [(5, "words-broken")]),
    ],
)
def test_catalogues(tmp_path: Path, body: str, found: list[tuple[int, str]]) -> None:
    assert catalogue(tmp_path, body) == found


WINDOW = """from supporter_app.i18n import _
print(_("listen"), _("hello"))
"""


def plain_catalogue(root: Path, top: Path, locale: str, body: str) -> list[tuple[int, str]]:
    """Check a catalogue with a modifier over a plain one, with one window of two sentences."""
    shutil.copytree(root / "assets" / "kanji", top / "assets" / "kanji")
    window = top / "supporter_app" / "ui" / "main_window.py"
    window.parent.mkdir(parents=True)
    window.write_text(WINDOW, encoding="utf-8")
    plain = (
        'msgid "listen"\nmsgstr "傾聴する"\n\nmsgid "hello"\nmsgstr "こんにちは"\n\nmsgid "{n} left"\nmsgstr "{n}残"\n'
    )
    assert catalogue(top, plain) == []
    catalogue(top, body, locale)
    return [(each.line, each.code) for each in check_words(top) if locale in each.file]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('msgid "listen"\nmsgstr "話を聞く"\n', []),
        ('msgid "listen"\nmsgstr "聴く"\n', [(5, "words-kanji")]),
        ("", [(1, "words-kanji")]),
        ('msgid "listen"\nmsgstr ""\n', [(5, "words-empty"), (1, "words-kanji")]),
        ('#, fuzzy\nmsgid "listen"\nmsgstr "聞く"\n', [(6, "words-fuzzy")]),
        ('msgid "listen"\nmsgstr "聞く"\n\nmsgid "gone"\nmsgstr "ない"\n', [(8, "words-unknown")]),
        ('msgid "listen"\nmsgstr "聞く"\n\nmsgid "{n} left"\nmsgstr "あと少し"\n', [(8, "words-placeholder")]),
    ],
)
def test_plainer_catalogues(root: Path, tmp_path: Path, body: str, found: list[tuple[int, str]]) -> None:
    """They hold what differs; what they leave to the plain one is as easy to read as what they say themselves."""
    assert plain_catalogue(root, tmp_path, "ja@kids", body) == found


@pytest.mark.parametrize("said", ["聞かないわけではありません。", "聞いてくださいませ。", "聞く。"])
def test_easy_japanese_keeps_its_rules(root: Path, tmp_path: Path, said: str) -> None:
    body = f'msgid "listen"\nmsgstr "{said}"\n'
    assert (5, "easy-rule") in plain_catalogue(root, tmp_path, "ja@easy", body)


def test_the_real_catalogue(root: Path) -> None:
    assert [f"{each.line}: {each.code} {each.detail}" for each in check_words(root)] == []
