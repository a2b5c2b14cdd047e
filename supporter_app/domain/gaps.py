"""Gaps that are known: what a salvage could not bring back, written into the journal it could bring back.

An event of the kind `done` about `gaps/<id>` lists the faults there were when it was recorded. Each says exactly what
is missing, so that whatever is missing later, at the same place or another, is no known gap.
"""

from collections.abc import Iterable

from supporter_app.domain.journal import Body, Fault, FaultKind, parse_body

RECORD = "gaps"


def gaps_subject(salvage: str) -> str:
    """Give the subject of the event that tells of the gaps one salvage left."""
    return f"{RECORD}/{salvage}"


def is_gaps(subject: str) -> bool:
    """Tell whether a subject is one of these."""
    return subject.startswith(f"{RECORD}/")


def gaps_fields(faults: Iterable[Fault]) -> dict[str, object]:
    """Write faults as the fields of an event's body: installation/epoch/seq/kind/missing, bytes in hexadecimal."""
    lines = [
        f"{each.installation.hex()}/{each.epoch.hex()}/{each.seq}/{each.kind.value}/{each.missing}" for each in faults
    ]
    return {"record": RECORD, "faults": lines}


def read_gaps(body: bytes) -> frozenset[Fault]:
    """Read faults back; ValueError when the body is malformed."""
    return frozenset(_fault(line) for line in Body(parse_body(body)).texts("faults"))


def _fault(line: str) -> Fault:
    installation, epoch, seq, kind, missing = line.split("/")
    return Fault(bytes.fromhex(installation), bytes.fromhex(epoch), int(seq), FaultKind(kind), int(missing))
