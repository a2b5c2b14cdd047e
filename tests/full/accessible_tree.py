"""Prints the AT-SPI tree of the program as JSON; runs on the system's own Python, which has the bindings."""

import importlib
import json
import sys
from typing import Any

# By name: the bindings belong to the system's Python, not to the one that checks types.
importlib.import_module("gi").require_version("Atspi", "2.0")
Atspi = importlib.import_module("gi.repository.Atspi")


def main(process: int) -> None:
    """Find the program by its process id and print every object that shows."""
    desktop = Atspi.get_desktop(0)
    found: list[dict[str, object]] = []
    for at in range(desktop.get_child_count()):
        program = desktop.get_child_at_index(at)
        if program is not None and program.get_process_id() == process:
            walk(program, found)
    json.dump(found, sys.stdout, ensure_ascii=False)


def walk(node: Any, found: list[dict[str, object]]) -> None:
    """Go through an object and what stands in it."""
    states = node.get_state_set()
    text = node.get_text_iface()
    found.append(
        {
            "role": node.get_role_name(),
            "name": node.get_name() or "",
            "focusable": states.contains(Atspi.StateType.FOCUSABLE),
            "focused": states.contains(Atspi.StateType.FOCUSED),
            "showing": states.contains(Atspi.StateType.SHOWING),
            "text": Atspi.Text.get_text(text, 0, -1) if text is not None else None,
        }
    )
    for at in range(node.get_child_count()):
        child = node.get_child_at_index(at)
        if child is not None:
            walk(child, found)


main(int(sys.argv[1]))
