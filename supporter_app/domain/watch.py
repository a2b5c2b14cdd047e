"""Watching a long piece of work: it says how far it is, and whoever watches may end it."""

from collections.abc import Callable

Watch = Callable[[int, int], None]
"""Called with the steps done and the steps there are; raises RequestRefused stopped where the work is to end."""


def unwatched(_done: int, _all: int) -> None:
    """Let a piece of work go on to its end."""
