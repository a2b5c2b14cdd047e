"""The way through the course as the tour goes it."""

from supporter_app.domain.edition import Edition, Place
from supporter_app.domain.progress import Progress


def places_in_order(edition: Edition) -> list[Place]:
    """List what the tour goes through until the end: pages, then items, chapter by chapter."""
    places = []
    for entry in edition.counted():
        places += [Place(entry.id, page=page) for page in entry.pages]
        places += [Place(entry.id, item=item) for item in entry.items]
    return places


def is_done(place: Place, progress: Progress) -> bool:
    """Tell whether a page is counted as done, or an item as answered."""
    if place.page is not None:
        return (place.chapter, place.page) in progress.done
    return (place.chapter, place.item) in progress.answered
