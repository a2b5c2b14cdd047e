"""A chapter's Markdown file read into pages and blocks; markup that has no block of its own is named as a problem."""

import re
from pathlib import Path, PurePosixPath

from markdown_it.tree import SyntaxTreeNode

from supporter_app.content.containers import container
from supporter_app.content.inline import collect, parser
from supporter_app.content.manuscript import SLUG, Manuscript, open_manuscript, parse_toml, problems_of
from supporter_app.content.placed import Part, PlacedBlock, PlacedChapter, PlacedPage, PlacedText
from supporter_app.domain.course import BulletList, Chapter, Heading, Page, Paragraph, Picture, Table
from supporter_app.domain.edition import ChapterId, EditionId, PageId
from supporter_app.domain.errors import ContentError, Problem
from supporter_app.domain.ruby import marked_text

PAGE_LEVEL, SMALL_LEVEL = "h2", "h3"
PAGE_ID = re.compile(r"p[1-9][0-9]*")
FRONT_KEYS = ("id", "title", "version")
REFUSED = {
    "html_block": "markup-html",
    "fence": "markup-code",
    "code_block": "markup-code",
    "blockquote": "markup-quote",
    "hr": "markup-rule",
}


def chapter_file(edition: EditionId, chapter: ChapterId) -> str:
    """Name a chapter's file, from the root of the course."""
    return f"curriculum/{edition}/{chapter}.md"


def read_chapter(root: Path, file: str) -> PlacedChapter:
    """Read one chapter; raises ContentError with everything wrong in its markup."""
    reading = _ChapterReading(open_manuscript(root, file))
    chapter = reading.read()
    if reading.problems:
        raise ContentError(problems_of(ContentError(tuple(reading.problems))))
    return chapter


class _ChapterReading:
    """What is known while the blocks of one chapter go by."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.lines = manuscript.lines()
        self.problems: list[Problem] = []
        self.pages: list[tuple[int, PageId, PlacedText, list[PlacedBlock]]] = []

    def read(self) -> PlacedChapter:
        tree = SyntaxTreeNode(parser().parse(self.manuscript.text))
        front = dict.fromkeys(FRONT_KEYS, "")
        nodes = list(tree.children)
        if nodes and nodes[0].type == "front_matter":
            front = self._front(nodes.pop(0).content)
        else:
            self.wrong(1, "front-missing")
        for node in nodes:
            self._take(node)
        if not self.pages:
            self.wrong(1, "no-pages")
        placed = tuple(PlacedPage(line, page, title, tuple(blocks)) for line, page, title, blocks in self.pages)
        pages = tuple(Page(each.id, each.title.text, tuple(block.block for block in each.blocks)) for each in placed)
        chapter = Chapter(ChapterId(front["id"]), front["title"], front["version"], pages)
        return PlacedChapter(self.manuscript.file, chapter, placed, self._title(chapter.title))

    def _title(self, words: str) -> PlacedText:
        text, line = marked_text(words), self.manuscript.line_of(("title",))
        # A title knows readings and no other markup, because the table of contents is read without a parser.
        tokens = parser().parseInline(words)[0].children or ()
        read = collect(tokens, self.manuscript.file, line, self.problems, Part.TITLE)
        if any(run.strong or run.fact for run in read.text.runs):
            self.wrong(line, "markup-stray", words[:20])
        return PlacedText(self.manuscript.file, text, tuple((line, run) for run in text.runs), Part.TITLE)

    def wrong(self, line: int, code: str, detail: str = "") -> None:
        self.problems.append(self.manuscript.problem(line, code, detail))

    def text(self, node: SyntaxTreeNode, part: Part = Part.BODY) -> PlacedText:
        """Read the one inline node under a heading, paragraph or cell; a cell stands on the line of its row."""
        inline = node.children[0].token if node.children else None
        tokens = (inline.children if inline else None) or ()
        row = node.parent if part is Part.CELL and node.parent is not None else node
        return collect(tokens, self.manuscript.file, line_of(row), self.problems, part)

    def _front(self, content: str) -> dict[str, str]:
        found: dict[str, object] = {}
        try:
            found = parse_toml(self.manuscript, content, 1)
        except ContentError as error:
            self.problems.extend(error.problems)
            return dict.fromkeys(FRONT_KEYS, "")
        for key in found.keys() - set(FRONT_KEYS):
            self.wrong(self.manuscript.line_of((key,)), "key-unknown", key)
        front = {}
        for key in FRONT_KEYS:
            value = found.get(key)
            front[key] = value if isinstance(value, str) else ""
            if value is None:
                self.wrong(1, "key-missing", key)
            elif not front[key].strip():
                self.wrong(self.manuscript.line_of((key,)), "value-wrong", key)
        stem = PurePosixPath(self.manuscript.file).stem
        if front["id"] and front["id"] != stem:
            self.wrong(self.manuscript.line_of(("id",)), "chapter-id", front["id"])
        return front

    def _take(self, node: SyntaxTreeNode) -> None:
        if node.type == "heading" and node.tag == PAGE_LEVEL and node.markup == "##":
            self._begin_page(node)
            return
        block = self._block(node)
        if block is None:
            return
        if self.pages:
            self.pages[-1][3].append(block)
        else:
            self.wrong(block.line, "outside-page")

    def _begin_page(self, node: SyntaxTreeNode) -> None:
        page = str(node.attrs.get("id", ""))
        line = line_of(node)
        if not PAGE_ID.fullmatch(page) or set(node.attrs) != {"id"}:
            self.wrong(line, "page-id", page)
        elif any(page == each[1] for each in self.pages):
            self.wrong(line, "duplicate-page", page)
        title = self.text(node, Part.TITLE)
        if not title.text.plain().strip():
            self.wrong(line, "text-missing", page)
        self.pages.append((line, PageId(page), title, []))

    def _block(self, node: SyntaxTreeNode) -> PlacedBlock | None:
        if node.attrs and node.type not in {"ordered_list", "table"}:
            self.wrong(line_of(node), "markup-attributes", " ".join(node.attrs))
        match node.type:
            case "paragraph":
                return self.paragraph(node)
            case "heading" if node.tag == SMALL_LEVEL and node.markup == "###":
                text = self.text(node)
                return PlacedBlock(line_of(node), Heading(text.text), (text,))
            case "bullet_list" | "ordered_list":
                return self.list(node)
            case "table":
                return self._table(node)
            case name if name.startswith("container_"):
                return container(self, node, self.lines)
            case other:
                self.wrong(line_of(node), REFUSED.get(other, "markup-unknown"), node.content[:20].strip())
                return None

    def paragraph(self, node: SyntaxTreeNode) -> PlacedBlock | None:
        """Read a paragraph, or the picture that stands alone in it."""
        line = line_of(node)
        inline = node.children[0]
        if inline.content.startswith(":::"):
            self.wrong(line, "container-unknown", inline.content.split("\n")[0])
            return None
        if len(inline.children) == 1 and inline.children[0].type == "image":
            return self._picture(inline.children[0], line)
        text = self.text(node)
        return PlacedBlock(line, Paragraph(text.text), (text,))

    def _picture(self, image: SyntaxTreeNode, line: int) -> PlacedBlock:
        name = str(image.attrs.get("src", ""))
        if not SLUG.fullmatch(name) or "title" in image.attrs:
            self.wrong(line, "picture-name", name)
        if not image.content.strip():
            self.wrong(line, "picture-words", name)
        tokens = image.token.children if image.token else None
        text = collect(tokens or (), self.manuscript.file, line, self.problems, Part.PICTURE)
        return PlacedBlock(line, Picture(name, text.text.plain()), (text,))

    def list(self, node: SyntaxTreeNode) -> PlacedBlock:
        """Read a list whose items are one paragraph each."""
        texts = []
        for item in node.children:
            if [child.type for child in item.children] != ["paragraph"]:
                self.wrong(line_of(item), "markup-nested-list")
                continue
            texts.append(self.text(item.children[0]))
        lines = tuple(text.text for text in texts)
        return PlacedBlock(line_of(node), BulletList(lines, node.type == "ordered_list"), tuple(texts))

    def _table(self, node: SyntaxTreeNode) -> PlacedBlock:
        rows = [row for group in node.children for row in group.children]
        texts = [[self.text(cell, Part.CELL) for cell in row.children] for row in rows]
        heading, *body = [tuple(cell.text for cell in row) for row in texts]
        return PlacedBlock(line_of(node), Table(heading, tuple(body)), tuple(cell for row in texts for cell in row))


def line_of(node: SyntaxTreeNode) -> int:
    """Give the line where a node of the tree begins."""
    return node.map[0] + 1 if node.map else 1
