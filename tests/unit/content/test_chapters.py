"""Chapters read into pages and blocks, and everything the markup does not allow."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supporter_app.content.chapters import read_chapter
from supporter_app.content.placed import PlacedChapter
from supporter_app.domain.course import (
    ActivitiesBlock,
    BulletList,
    Care,
    Figure,
    Heading,
    HelplinesBlock,
    Note,
    Paragraph,
    Picture,
    ProgrammesBlock,
    SceneBlock,
    Table,
    Think,
)
from supporter_app.domain.edition import SceneId
from supporter_app.domain.errors import ContentError
from supporter_app.domain.fact import FactId
from supporter_app.domain.ruby import RubyText, Run, ruby_text

FRONT = '---\nid = "try"\ntitle = "ためし"\nversion = "1"\n---\n'
PAGE = "\n{#p1}\n## 題\n\n"
BODY_LINE = 10


def read(tmp_path: Path, text: str) -> PlacedChapter:
    (tmp_path / "try.md").write_bytes(text.encode())
    return read_chapter(tmp_path, "try.md")


def faults(tmp_path: Path, text: str) -> set[tuple[int, str]]:
    with pytest.raises(ContentError) as caught:
        read(tmp_path, text)
    return {(each.line, each.code) for each in caught.value.problems}


def paragraph(text: str) -> Paragraph:
    return Paragraph(ruby_text(text))


def test_every_kind_of_block(tmp_path: Path) -> None:
    text = """段落。

### 小さい題

- 一つ
- 二つ

1. はじめ
2. つぎ

| 語 | 数 |
|---|---|
| {孤独\\|こどく} | [3]{fact=x} |

![だれもいないベンチ](bench)

:::note
講師へ。
:::

:::think
どう思いますか。

- ひとつ
:::

:::care
次のページは重い話です。
:::

:::scene at-the-stop
:::

:::figure four-years
:::

:::helplines worry=tsurai
:::

:::activities for=children
:::

:::programmes
:::
"""
    chapter = read(tmp_path, FRONT + PAGE + text).chapter
    assert (chapter.id, chapter.title, chapter.version) == ("try", "ためし", "1")
    (page,) = chapter.pages
    assert (page.id, page.title.plain()) == ("p1", "題")
    fact = RubyText((Run("3", fact=FactId("x")),))
    assert page.blocks == (
        paragraph("段落。"),
        Heading(ruby_text("小さい題")),
        BulletList((ruby_text("一つ"), ruby_text("二つ"))),
        BulletList((ruby_text("はじめ"), ruby_text("つぎ")), ordered=True),
        Table((ruby_text("語"), ruby_text("数")), ((RubyText((Run("孤独", "こどく"),)), fact),)),
        Picture("bench", "だれもいないベンチ"),
        Note((paragraph("講師へ。"),)),
        Think((paragraph("どう思いますか。"), BulletList((ruby_text("ひとつ"),)))),
        Care((paragraph("次のページは重い話です。"),)),
        SceneBlock(SceneId("at-the-stop")),
        Figure("four-years"),
        HelplinesBlock("worry=tsurai"),
        ActivitiesBlock("for=children"),
        ProgrammesBlock(),
    )
    assert page.announces_next()


def test_texts_know_their_lines(tmp_path: Path) -> None:
    placed = read(tmp_path, FRONT + PAGE + "一行目。\n二行目。\n\n| a |\n|---|\n| b |\n")
    texts = placed.pages[0].texts()
    assert [line for text in texts for line, _ in text.fragments] == [8, 10, 11, 13, 15]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<div>x</div>", "markup-html"),
        ("```\ncode\n```", "markup-code"),
        ("    code", "markup-code"),
        ("> 引用", "markup-quote"),
        ("***", "markup-rule"),
        ("# 大きい題", "markup-unknown"),
        ("#### 小さすぎる題", "markup-unknown"),
        ("題\n---", "markup-unknown"),
        ("{.red}\n段落", "markup-attributes"),
        ("- 一\n  - 二", "markup-nested-list"),
        ("![絵](Slug.svg)", "picture-name"),
        ("![絵](https://example.com/a.svg)", "picture-name"),
        ("![](slug)", "picture-words"),
        (":::unknown\n文\n:::", "container-unknown"),
        (":::note\n文", "container-open"),
        (":::note\n:::", "container-empty"),
        (":::note 名前\n文\n:::", "container-argument"),
        (":::scene\n:::", "container-argument"),
        (":::scene a b\n:::", "container-argument"),
        (":::scene a\n文\n:::", "container-not-empty"),
        (":::programmes x\n:::", "container-argument"),
        ("## 印のない題", "page-id"),
        ("{#two}\n## 印のちがう題", "page-id"),
        ("{#p1}\n## おなじ印", "duplicate-page"),
    ],
)
def test_what_is_not_allowed_is_named(tmp_path: Path, body: str, code: str) -> None:
    found = faults(tmp_path, FRONT + PAGE + body)
    assert code in {each for _, each in found}
    assert all(line >= BODY_LINE for line, _ in found)


def test_a_container_inside_a_container(tmp_path: Path) -> None:
    assert (11, "container-nested") in faults(tmp_path, FRONT + PAGE + "::::think\n:::note\n文\n:::\n::::")


def test_a_table_inside_a_container(tmp_path: Path) -> None:
    assert (11, "container-holds") in faults(tmp_path, FRONT + PAGE + ":::think\n| a |\n|---|\n:::")


def test_an_unescaped_reading_in_a_table(tmp_path: Path) -> None:
    assert (12, "ruby-broken") in faults(tmp_path, FRONT + PAGE + "| a | b |\n|---|---|\n| {孤独|こどく} |\n")


def test_every_problem_of_a_chapter_is_named_at_once(tmp_path: Path) -> None:
    found = faults(tmp_path, FRONT + PAGE + "{孤独|コドク}\n\n<b>太い</b>\n\n> 引用\n")
    assert found == {(10, "ruby-reading"), (12, "markup-html"), (14, "markup-quote")}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("文だけ", (1, "front-missing")),
        (FRONT, (1, "no-pages")),
        (FRONT + "\nはじめの文\n" + PAGE, (7, "outside-page")),
        ('---\nid = "try"\nversion = "1"\n---\n' + PAGE, (1, "key-missing")),
        ('---\nid = "other"\ntitle = "a"\nversion = "1"\n---\n' + PAGE, (2, "chapter-id")),
        ('---\nid = "try"\ntitle = "a"\nversion = "1"\nmood = "x"\n---\n' + PAGE, (5, "key-unknown")),
        ("---\nid = \n---\n" + PAGE, (2, "not-toml")),
        ("", (1, "front-missing")),
    ],
)
def test_the_front_of_a_chapter(tmp_path: Path, text: str, fault: tuple[int, str]) -> None:
    assert fault in faults(tmp_path, text)


MARKS = (
    "#",
    "##",
    "###",
    "{#p2}",
    ":::",
    ":::note",
    ":::scene x",
    "- ",
    "1. ",
    "| a |",
    "|---|",
    "> ",
    "```",
    "---",
    "***",
    "<b>",
)
LINES = st.lists(st.one_of(st.sampled_from(MARKS), st.text(st.sampled_from("あ{}[]|*:#-!()= \\\t<>`"), max_size=12)))


@given(st.lists(LINES, max_size=6))
def test_any_heap_of_lines_is_read_or_refused(paragraphs: list[list[str]]) -> None:
    text = "\n\n".join("\n".join(lines) for lines in paragraphs)
    with tempfile.TemporaryDirectory() as folder:
        try:
            chapter = read(Path(folder), FRONT + PAGE + text).chapter
        except ContentError as error:
            chapter, reasons = None, error.problems
        else:
            reasons = ()
    assert (chapter is None) == bool(reasons)
