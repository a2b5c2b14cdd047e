"""Where the window can go: the same destination is the same value, another kind or another place never is."""

from itertools import combinations
from typing import get_args

from supporter_app.domain.edition import ChapterId, EditionId, PageId, Place
from supporter_app.ui.destinations import Destination, ToHelp, ToHome, ToLesson, ToLessonPages, ToPapers, ToPlace, Way

CHILDREN, JUNIOR = EditionId("upper-elementary"), EditionId("junior-high")
PLACES = [Place(ChapterId("01-introduction"), page=PageId(page)) for page in ("p1", "p2")]
HOLDING: list[Way] = [
    *(kind(edition) for kind in (ToLesson, ToLessonPages, ToPapers) for edition in (CHILDREN, JUNIOR)),
    *map(ToPlace, PLACES),
    *map(ToHelp, ("now", "under18")),
]


def plain() -> list[Way]:
    """Make one of each kind that holds nothing."""
    return [kind() for kind in get_args(Destination) if kind not in {type(each) for each in HOLDING}]


def test_of_all_destinations_no_two_are_the_same() -> None:
    every = [*plain(), *HOLDING]
    assert {type(each) for each in every} == set(get_args(Destination))
    assert not [pair for pair in combinations(every, 2) if pair[0] == pair[1]]
    assert len(set(every)) == len(every)


def test_what_holds_the_same_is_the_same() -> None:
    assert plain() == plain()
    assert ToPlace(PLACES[0]) == ToPlace(Place(ChapterId("01-introduction"), page=PageId("p1")))
    assert hash(ToLesson(CHILDREN)) == hash(ToLesson(EditionId("upper-elementary")))
    assert ToHelp() == ToHelp("now")
    assert ToHome() != "home"
    assert "under18" in repr(ToHelp("under18"))
