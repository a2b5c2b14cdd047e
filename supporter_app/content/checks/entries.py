"""Facts, help lines, programmes and activities: no id twice, and nothing that points nowhere."""

from collections.abc import Iterable, Iterator

from supporter_app.content.checks.material import Material
from supporter_app.content.decoding import Record
from supporter_app.domain.errors import Problem

PREFECTURES = frozenset(
    [
        "北海道",
        "青森県",
        "岩手県",
        "宮城県",
        "秋田県",
        "山形県",
        "福島県",
        "茨城県",
        "栃木県",
        "群馬県",
        "埼玉県",
        "千葉県",
        "東京都",
        "神奈川県",
        "新潟県",
        "富山県",
        "石川県",
        "福井県",
        "山梨県",
        "長野県",
        "岐阜県",
        "静岡県",
        "愛知県",
        "三重県",
        "滋賀県",
        "京都府",
        "大阪府",
        "兵庫県",
        "奈良県",
        "和歌山県",
        "鳥取県",
        "島根県",
        "岡山県",
        "広島県",
        "山口県",
        "徳島県",
        "香川県",
        "愛媛県",
        "高知県",
        "福岡県",
        "佐賀県",
        "長崎県",
        "熊本県",
        "大分県",
        "宮崎県",
        "鹿児島県",
        "沖縄県",
    ]
)
NATIONWIDE = ("", "全国")


def check_entries(material: Material) -> Iterator[Problem]:
    """Check the entries of every list."""
    yield from _duplicates("duplicate-fact", ((record, fact.id) for record, fact in material.facts))
    yield from _duplicates("duplicate-helpline", ((record, line.id) for record, line in material.helplines))
    yield from _duplicates("duplicate-worry", ((record, worry.id) for record, worry in material.worries))
    yield from _duplicates("duplicate-programme", ((record, each.id) for record, each in material.programmes))
    yield from _duplicates("duplicate-activity", ((record, each.id) for record, each in material.activities))
    for edition in material.editions:
        yield from _duplicates("duplicate-act", ((record, act.id) for record, act in edition.acts))
    yield from _facts(material)
    yield from _helplines(material)
    yield from _worries(material)
    yield from _activities(material)


def _duplicates(code: str, entries: Iterable[tuple[Record, str]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for record, name in entries:
        if name in seen:
            yield record.problem(code, name, "id")
        seen.add(name)


def _facts(material: Material) -> Iterator[Problem]:
    ids = {fact.id for _, fact in material.facts}
    for record, fact in material.facts:
        if fact.superseded_by is not None and fact.superseded_by not in ids - {fact.id}:
            yield record.problem("fact-unknown", fact.superseded_by, "superseded_by")
        if not fact.value or not fact.statement or not fact.place:
            yield record.problem("text-missing", fact.id)


def _helplines(material: Material) -> Iterator[Problem]:
    lines = {line.id for _, line in material.helplines}
    for record, line in material.helplines:
        if line.if_not_reached is not None and line.if_not_reached not in lines - {line.id}:
            yield record.problem("helpline-unknown", line.if_not_reached, "if_not_reached")
        if line.valid_from is not None and line.valid_until is not None and line.valid_from > line.valid_until:
            yield record.problem("period-wrong", f"{line.valid_from}..{line.valid_until}", "valid_from")


def _worries(material: Material) -> Iterator[Problem]:
    """Check that every worry named is there, and that none of them ends without a line that lasts."""
    worries = {worry.id for _, worry in material.worries}
    named = [(record, line.worries) for record, line in material.helplines]
    named += [(record, programme.worries) for record, programme in material.programmes]
    for record, each in named:
        for worry in sorted(set(each) - worries):
            yield record.problem("worry-unknown", worry, "worries")
    lasting = {worry for _, line in material.helplines if line.valid_until is None for worry in line.worries}
    for record, entry in material.worries:
        if entry.id not in lasting:
            yield record.problem("worry-without-line", entry.id)


def _activities(material: Material) -> Iterator[Problem]:
    for record, activity in material.activities:
        if activity.prefecture not in PREFECTURES and activity.prefecture not in NATIONWIDE:
            yield record.problem("prefecture-unknown", activity.prefecture, "prefecture")
