"""A person on a roster, in the words of the records."""

from enum import Enum


class AgeBand(Enum):
    """An age as it is asked for; 80plus only where the organiser's setting says so."""

    UNDER_20 = "u20"
    TWENTIES = "20s"
    THIRTIES = "30s"
    FORTIES = "40s"
    FIFTIES = "50s"
    SIXTIES = "60s"
    SEVENTY_PLUS = "70plus"
    EIGHTY_PLUS = "80plus"
    UNKNOWN = "unknown"


class Sex(Enum):
    """A sex as it is asked for; not saying is an answer."""

    MALE = "male"
    FEMALE = "female"
    OTHER = "other"
    UNDISCLOSED = "undisclosed"
    UNKNOWN = "unknown"
