"""What may hurt: numbers of deaths, comparisons with tobacco, and a line that is said to answer when it does not."""

import re
import unicodedata
from collections.abc import Iterator

from supporter_app.content.checks.claims import DIGITS, Numbers, numbers, shown_facts
from supporter_app.content.checks.material import REFERENCE, Material, stem
from supporter_app.content.placed import PlacedChapter, PlacedText
from supporter_app.domain.course import HelplinesBlock, Page
from supporter_app.domain.edition import CHILDREN_EDITIONS, EditionId
from supporter_app.domain.errors import Problem
from supporter_app.domain.fact import Fact, FactId
from supporter_app.domain.helpline import is_always

DEATHS = re.compile(r"自殺|自死|孤立死|孤独死")
COUNTED = re.compile(r"[一二三四五六七八九十百千万]{2,}(?:人|割|件)")
TOBACCO = re.compile(r"タバコ|たばこ|煙草|喫煙")
NOT_ALWAYS = "いのちの電話"
DYING = r"死|殺|じさつ|し(?:にたい|にたく|のう|ぬ[^ぐ]|んで(?:しま|くれ|も)|んじゃ|なせて)"
VANISHING = r"(?:き|消)え(?:たい|てしまい|ちゃい)|いなくなりたい"
UNFIT = {
    EditionId("lower-elementary"): re.compile(f"{DYING}|{VANISHING}"),
    EditionId("upper-elementary"): re.compile(f"{DYING}|{VANISHING}"),
    EditionId("junior-high"): re.compile(DYING),
    EditionId("easy-japanese"): re.compile(DYING),
}
METHOD = re.compile(
    r"首(?:を[つ吊く]|つり|吊)|くびを[つしく]|飛び降り|とびおり|飛び込み自|リスト ?カット|リスカ|自傷|手首を切"
    r"|てくびを[きし切]|練炭|オーバー ?ドーズ|過量服薬|大量に(?:飲|の)|遺書|いしょを(?:か|書|のこ|残)"
)
"""How somebody hurts oneself, and what is left behind: told nowhere, not even to a trainer."""
SCOLDING = re.compile(
    r"いけません|(?:して|ちゃ)は?だめ|ぜったいに(?:やめ|しては)|正解|満点|何点|点数|[0-9]+点|スコア|ランキング|順位|第?[一二三1-9]位"
    r"|連続(?:記録|で?[0-9一二三]+日)|タイマー|制限時間|(?:[0-9]+)[秒分]以内|[×✕✖❌]"
)
"""Words that have no place in an edition for children or in easy Japanese; junior high meets one trouble in words."""
ALWAYS = re.compile(r"24時間|二十四時間|年中無休|いつでも|夜も")
DENIED = re.compile(r"ません|ない|なく")


LONELY = re.compile(
    r"(?:あなた|いま|今|最近|ふだん)[^。？]{0,20}(?:孤独|孤立|さびし|寂し|ひとりぼっち)[^。？]{0,12}(?:ますか|ですか|でしょうか)"
)
"""Nobody's own loneliness is asked for in a quiz."""
SEASONAL = frozenset({"#9999", "0120-494949"})
"""These run in certain weeks only; between them they are not offered."""
PERSONAL = re.compile(
    r"(?:名前|なまえ|住所|じゅうしょ|(?:電話|でんわ)(?:番号|ばんごう)|メールアドレス|誕生日|たんじょう日|生年月日)"
    r"(?:を|も|と|や)[^。？！]{0,16}?(?:(?:書|か)(?:いて|きましょう|こう)|(?:教|おし)え(?:て|ましょう|よう)|(?:入|い)れて|(?:送|おく)って|入力して)"
    r"(?!は?(?:いけ|だめ|も|いな|いま))"
)
"""Children are asked for nothing that says who they are; a worksheet is theirs and goes nowhere."""


def check_safety(material: Material) -> Iterator[Problem]:
    """Check every text a learner sees, the statements of the facts in it, figures and help lines."""
    allowed = numbers(tuple(line for _, line in material.helplines))
    facts = {fact.id: fact for _, fact in material.facts}
    for edition in material.editions:
        for name, text in edition.texts():
            yield from _words(text)
            yield from _unfit(edition.id, text)
            if name != REFERENCE:
                yield from _deaths(text, allowed, facts)
        for chapter in (each for each in edition.chapters if stem(each.file) == REFERENCE):
            yield from _reference(chapter, allowed)
    yield from _entries(material)


def _entries(material: Material) -> Iterator[Problem]:
    for record, dataset in material.datasets:
        if DEATHS.search(f"{dataset.title}{dataset.summary}{dataset.note}"):
            yield record.problem("safety-deaths", dataset.id)
    for record, line in material.helplines:
        if line.number in SEASONAL and line.valid_until is None:
            yield record.problem("safety-seasonal", line.number, "number")
        if NOT_ALWAYS in line.name and (is_always(line) or ALWAYS.search(line.hours)):
            yield record.problem("safety-always-open", line.name, "rules")


def _words(text: PlacedText) -> Iterator[Problem]:
    plain = text.text.plain()
    if found := TOBACCO.search(plain):
        yield Problem(text.file, text.line(), "safety-tobacco", found[0])
    if found := METHOD.search(plain):
        yield Problem(text.file, text.line(), "safety-method", found[0])
    if text.file.startswith("quizzes/") and (found := LONELY.search(plain)):
        yield Problem(text.file, text.line(), "safety-lonely", found[0])
    for sentence in re.split(r"[。？！]", plain):
        if NOT_ALWAYS in sentence and ALWAYS.search(sentence) and not DENIED.search(sentence):
            yield Problem(text.file, text.line(), "safety-always-open", NOT_ALWAYS)


def _unfit(edition: EditionId, text: PlacedText) -> Iterator[Problem]:
    """Check the words of an edition for children; a note is for its teacher, who is told things as they are."""
    rule = UNFIT.get(edition)
    if rule is None or not text.for_learner():
        return
    plain = text.text.plain()
    for word in unfit_words(edition, plain):
        yield Problem(text.file, text.line(), "safety-child", word)
    # In quizzes and scenes somebody may ask; what to do then is what they are about.
    if edition in CHILDREN_EDITIONS and text.file.endswith(".md") and (found := PERSONAL.search(plain)):
        yield Problem(text.file, text.line(), "safety-personal", found[0])


def unfit_words(edition: EditionId, words: str) -> Iterator[str]:
    """Give what has no place in an edition for children or in easy Japanese, whatever the width of its letters."""
    plain, rule = unicodedata.normalize("NFKC", words), UNFIT.get(edition)
    for each in (rule, METHOD, SCOLDING if edition in CHILDREN_EDITIONS else None):
        if each is not None and (hit := each.search(plain)):
            yield hit[0]


def counts_deaths(words: str, allowed: Numbers) -> bool:
    """Tell whether a text names such deaths together with a number that is no date."""
    if not DEATHS.search(words):
        return False  # most texts: the dates and help lines of these need not be looked for
    rest = allowed.without_allowed(words)
    return bool(DEATHS.search(rest) and (DIGITS.search(rest) or COUNTED.search(rest)))


def _deaths(text: PlacedText, allowed: Numbers, facts: dict[FactId, Fact]) -> Iterator[Problem]:
    """Check a text outside the reference part; a fact's statement is shown with its source and counts too."""
    if counts_deaths(text.text.plain(), allowed):
        yield Problem(text.file, text.line(), "safety-deaths", text.text.plain()[:20])
    for line, name, _ in shown_facts(text):
        fact = facts.get(name)
        if fact is not None and counts_deaths(f"{fact.shown()} {fact.statement}", allowed):
            yield Problem(text.file, line, "safety-deaths", name)


def _reference(chapter: PlacedChapter, allowed: Numbers) -> Iterator[Problem]:
    """In the reference part such a number stands only after a page that announces it, with help lines beside it."""
    before: Page | None = None
    for placed, page in zip(chapter.pages, chapter.chapter.pages, strict=True):
        counting = [text for text in placed.texts() if text.for_learner() and counts_deaths(text.text.plain(), allowed)]
        announced = before is not None and before.announces_next()
        helped = any(isinstance(block, HelplinesBlock) for block in page.blocks)
        if counting and not (announced and helped):
            yield Problem(chapter.file, counting[0].line(), "safety-care", page.id)
        if len(counting) > 1:
            yield Problem(chapter.file, counting[-1].line(), "safety-deaths", page.id)
        before = page
