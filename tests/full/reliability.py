"""Where the long parts write what they showed: a table a part in docs/reliability.md, one row a promise.

`python -m tests.full.reliability` writes the head of the page anew and leaves the tables.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.full.promises import ASKED, PARTS, PROMISES, TITLE, Counts, Promise

HEAD = """# 長い検査の記録 / What the long checks showed

記録を消さない、もらさない、こわさない。その約束を一つずつ、わざとひどい目にあわせて確かめた結果です。
それぞれの表は `./test --full 名前` が最後まで通ったときに、その検査が自分で書きます。手で書いた数はありません。
「見落とさない証拠」は、わざとこわした見本や、よくある別のつくりを同じ目にあわせた結果です。そこで何も見つからなければ、検査は不合格になります。
(Each table is written by `./test --full PART` when the whole part has passed.)

## ここでは試せなかったこと

- **Windows と NTFS**：書きこみと名前の付けかえ、ウイルス対策ソフト、OneDrive のフォルダー、資格情報の保管場所
- **本物のプリンター**、**共有フォルダー**(ネットワークの先)、**うそをつくUSBメモリー**(書いたと答えて書いていないもの)
- **本物の停電**：記録した呼び出しを途中まで再生しています。512バイトのひとまとまりは全部あるか全部ないか、
  `fsync` の返事は正しいものとしています
- **ノートパソコンのふたを閉じたときの本物のスリープ**、**人の机の上の読み上げソフト**
- ここには `keyring` の保管場所がなく、ログオンのかぎは本人だけが読めるファイルに置かれました

## 三十の約束と、確かめるところ

記録をあずかるプログラムに求められることを並べました。「まだ」は、そのための働きがまだないか、確かめていないものです。

| | 約束 | 確かめるところ |
| --- | --- | --- |
""" + "".join(f"| {at} | {each['words']} | {each['shown']} |\n" for at, each in enumerate(ASKED, 1))
NOT_TRIED, BROKEN_OFF = "この計算機では試せませんでした", "最後まで確かめられませんでした"
FAILED = "**不合格の検査があります。** 通った分："
PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "reliability.md"
COLUMNS = ("約束", "結果", "見落とさない証拠", "時間", "日")
BEGIN = "\n## "


@dataclass(frozen=True, slots=True)
class Line:
    """What one promise came to: in words, with its control, the time it took and the day."""

    words: str
    reached: str
    control: str
    seconds: float
    day: date

    def cells(self) -> tuple[str, ...]:
        """Give the cells of the row."""
        time = lasted(self.seconds) if self.seconds else "―"
        return (self.words, self.reached, self.control or "―", time, self.day.isoformat())


def lasted(seconds: float) -> str:
    """Say how long something took."""
    if seconds < 60:
        return f"{seconds:.1f}秒" if seconds < 10 else f"{seconds:.0f}秒"
    return f"{int(seconds) // 60}分{int(seconds) % 60:02d}秒"


def table(lines: Sequence[Line]) -> str:
    """Write the rows as a table."""
    rows = [COLUMNS, ("---",) * len(COLUMNS), *(each.cells() for each in lines)]
    return "".join(f"| {' | '.join(cell.replace('|', '／') for cell in row)} |\n" for row in rows)


def record(page: Path, part: str, lines: Sequence[Line], seconds: float, skipped: Sequence[str] = ()) -> None:
    """Put the table of a part, and why tests were left out, in place of an older one; parts keep their order.

    What could not be tried this time keeps its row with the day on which it was.
    """
    kept = _sections(page)
    title = TITLE.format(part=part, about=PARTS[part])
    left_out = "".join(f"\n飛ばした検査：{each}\n" for each in skipped)
    before = dict(_rows(kept.get(part, "")))
    rows = "".join(before.get(words, row) if NOT_TRIED in row else row for words, row in _rows(table(lines)))
    kept[part] = f"{title}\n\n全部で{lasted(seconds)}。\n\n{rows}{left_out}"
    _write(page, kept)


def _rows(text: str) -> list[tuple[str, str]]:
    """Give the rows of a table, each with its first cell."""
    return [(row.split("|")[1], row) for row in text.splitlines(keepends=True) if row.startswith("|")]


def renew(page: Path) -> None:
    """Write the head anew where it has changed; the tables stay as they are."""
    _write(page, _sections(page))


def _write(page: Path, sections: dict[str, str]) -> None:
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(HEAD + "".join(f"{BEGIN}{sections[part]}" for part in PARTS if part in sections), encoding="utf-8")


def _sections(page: Path) -> dict[str, str]:
    """Find the tables of parts in the page."""
    sections = {}
    text = page.read_text(encoding="utf-8") if page.exists() else HEAD
    for section in text.split(BEGIN)[1:]:
        for part, about in PARTS.items():
            if section.startswith(TITLE.format(part=part, about=about)):
                sections[part] = section.rstrip("\n") + "\n"
    return sections


class Shown:
    """What the tests of this run counted for each promise, how long they took, and why some were left out."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.counts: dict[tuple[str, str], Counts] = {}
        self.seconds: dict[tuple[str, str], float] = {}
        self.files: dict[tuple[str, str], set[str]] = {}
        self.spent: dict[str, float] = {}
        self.failed: set[str] = set()

    def take(self, promise: str, file: str, seconds: float, counts: dict[str, float]) -> None:
        """Count for a promise, named as `part.name`, what a test of a file found."""
        part, name = promise.split(".")
        assert name in PROMISES[part], promise
        self.counts.setdefault((part, name), Counts()).take(counts)
        self.seconds[part, name] = self.seconds.get((part, name), 0) + seconds
        self.files.setdefault((part, name), set()).add(file)

    def time(self, key: tuple[str, str]) -> float:
        """Give the time of its files, with all they prepare, where they serve this promise alone; else of its tests."""
        others = {file for other, files in self.files.items() if other != key for file in files}
        files = self.files[key]
        return self.seconds[key] if files & others else sum(self.spent.get(file, 0) for file in files)

    def lines(self, part: str, day: date) -> list[Line]:
        """Give the table of a part; what nobody counted could not be tried here."""
        return [self._line((part, name), promise, day) for name, promise in PROMISES[part].items()]

    def _line(self, key: tuple[str, str], promise: Promise, day: date) -> Line:
        counts = self.counts.get(key)
        if counts is None:
            return Line(promise.words, BROKEN_OFF if self.failed else NOT_TRIED, "", 0, day)
        reached, control = promise.reached.format_map(counts), promise.control.format_map(counts)
        words = FAILED + reached if self.files[key] & self.failed else reached
        return Line(promise.words, words, control, self.time(key), day)


if __name__ == "__main__":
    renew(PAGE)
