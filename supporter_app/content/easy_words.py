"""What help lines and programmes say, said once more in easy Japanese: a sentence, a tab, and the easy one."""

from pathlib import Path

from supporter_app.content.kanji import listed
from supporter_app.content.manuscript import open_manuscript

FILE = "curriculum/helplines/easy-words.txt"


def read_easy_words(root: Path) -> dict[str, str]:
    """Give the easy sentence for each that has one; a course without the list says everything as it is written."""
    if not (root / FILE).exists():
        return {}
    pairs = (line.partition("\t") for _, line in listed(open_manuscript(root, FILE)))
    return {words: easy for words, _, easy in pairs if easy}
