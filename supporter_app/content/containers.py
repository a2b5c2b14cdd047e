"""The blocks written as `:::name argument`: what each may hold, and the value it becomes."""

from collections.abc import Callable
from typing import Protocol

from markdown_it.tree import SyntaxTreeNode

from supporter_app.content.placed import Part, PlacedBlock, PlacedText
from supporter_app.domain.course import (
    ActivitiesBlock,
    Block,
    BulletList,
    Care,
    Figure,
    HelplinesBlock,
    Note,
    Paragraph,
    ProgrammesBlock,
    SceneBlock,
    Think,
)
from supporter_app.domain.edition import SceneId

WITH_TEXT: dict[str, Callable[[tuple[Paragraph | BulletList, ...]], Block]] = {
    "note": Note,
    "think": Think,
    "care": Care,
}
WITH_ARGUMENT: dict[str, Callable[[str], Block]] = {
    "scene": lambda argument: SceneBlock(SceneId(argument)),
    "figure": Figure,
    "helplines": HelplinesBlock,
    "activities": ActivitiesBlock,
}


class BlockReader(Protocol):
    """What a container needs from the reading of its chapter."""

    def wrong(self, line: int, code: str, detail: str = "") -> None:
        """Note something wrong."""

    def paragraph(self, node: SyntaxTreeNode) -> PlacedBlock | None:
        """Read a paragraph."""

    def list(self, node: SyntaxTreeNode) -> PlacedBlock:
        """Read a list."""


def container(reader: BlockReader, node: SyntaxTreeNode, lines: list[str]) -> PlacedBlock | None:
    """Turn one container into its block; what is wrong is noted with the reader."""
    assert node.map is not None
    line, last = node.map[0] + 1, node.map[1]
    name, _, argument = node.info.strip().partition(" ")
    argument = argument.strip()
    if last >= len(lines) or lines[last].strip(": "):
        reader.wrong(line, "container-open", name)
    if name in WITH_TEXT:
        if argument:
            reader.wrong(line, "container-argument", name)
        return _with_text(reader, node, name)
    if node.children:
        reader.wrong(line, "container-not-empty", name)
    if bool(argument) != (name in WITH_ARGUMENT) or " " in argument:
        reader.wrong(line, "container-argument", name)
        return None
    block = WITH_ARGUMENT[name](argument) if argument else ProgrammesBlock()
    return PlacedBlock(line, block, ())


def _with_text(reader: BlockReader, node: SyntaxTreeNode, name: str) -> PlacedBlock:
    assert node.map is not None
    blocks: list[Paragraph | BulletList] = []
    texts: list[PlacedText] = []
    for child in node.children:
        placed = _line(reader, child)
        if placed is not None and isinstance(placed.block, Paragraph | BulletList):
            blocks.append(placed.block)
            texts.extend(placed.texts)
        else:
            _refuse(reader, child, f"{name}:{node.map[0] + 1}")
    if not blocks:
        reader.wrong(node.map[0] + 1, "container-empty", name)
    part = Part.NOTE if name == "note" else Part.BODY
    placed_texts = tuple(PlacedText(each.file, each.text, each.fragments, part) for each in texts)
    return PlacedBlock(node.map[0] + 1, WITH_TEXT[name](tuple(blocks)), placed_texts)


def _line(reader: BlockReader, child: SyntaxTreeNode) -> PlacedBlock | None:
    if child.type == "paragraph":
        return reader.paragraph(child)
    return reader.list(child) if child.type in {"bullet_list", "ordered_list"} else None


def _refuse(reader: BlockReader, child: SyntaxTreeNode, name: str) -> None:
    """Name what a container may not hold, with the line where that container begins: often it was never closed."""
    line = child.map[0] + 1 if child.map else 1
    nested = child.type.startswith("container_")
    reader.wrong(line, "container-nested" if nested else "container-holds", name)
