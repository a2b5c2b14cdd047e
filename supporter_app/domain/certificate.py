"""What a learner's own paper says; a name is printed as typed and kept nowhere."""

from dataclasses import dataclass
from datetime import date

TITLE = "受講証"


@dataclass(frozen=True, slots=True)
class PaperRequest:
    """What a person asks for: the name as typed, the title, the sheet's direction, and whether it is a sample."""

    name: str
    title: str = TITLE
    landscape: bool = True
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything that stands on one paper."""

    name: str
    title: str
    course: str
    edition: str
    content_version: str
    completed_on: date
    landscape: bool
    sample: bool


@dataclass(frozen=True, slots=True)
class RecordSlip:
    """What stands on a record slip: chapters by their titles, the code as it is printed, and never a name.

    `doubtful` tells that the computer's clock could not be believed when the day was written down.
    """

    course: str
    edition: str
    content_version: str
    completed_on: date
    chapters: tuple[str, ...]
    code: str
    doubtful: bool
