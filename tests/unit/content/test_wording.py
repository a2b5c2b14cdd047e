"""Every problem has a sentence, and every sentence is in the Japanese catalogue."""

import re
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


def catalogue(tmp_path: Path, body: str) -> list[tuple[int, str]]:
    folder = tmp_path / "i18n" / "ja" / "LC_MESSAGES"
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


def test_the_real_catalogue(root: Path) -> None:
    assert [f"{each.line}: {each.code} {each.detail}" for each in check_words(root)] == []
