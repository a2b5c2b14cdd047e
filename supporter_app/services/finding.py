"""What a check-up says of one thing it looked at."""

from dataclasses import dataclass
from enum import Enum

from supporter_app.domain.errors import KeysError, StorageDamaged, SupporterError
from supporter_app.i18n import N_

RECORDS_SAFE = N_("checkup: what you recorded is safe")


class State(Enum):
    """How a thing was found."""

    FINE = "fine"
    ATTENTION = "attention"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: its id and words, how it was found, and what is safe and to be done if not fine."""

    name: str
    state: State
    what: str
    safe: str = ""
    next: str = ""
    mendable: bool = False


def explained(name: str, error: SupporterError) -> Finding:
    """Give the finding for what could not be looked at."""
    from supporter_app.explain import explain

    said = explain(error)
    state = State.WRONG if isinstance(error, StorageDamaged | KeysError) else State.ATTENTION
    return Finding(name, state, said.what, said.safe, said.next)
