"""The program with the window, from its arguments to its exit code."""

import gc
import sys
from dataclasses import dataclass
from getopt import GetoptError, getopt
from pathlib import Path

NOT_UNDERSTOOD = 2
GENERAL = "general"
OPTIONS = ("data-dir=", "tour=", "edition=", "gallery=", "everything", "quit-after-first-paint")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line; a tour or a gallery takes the place of a person at the window."""

    data_dir: Path | None = None
    tour: Path | None = None
    edition: str = GENERAL
    gallery: Path | None = None
    everything: bool = False
    quit_after_first_paint: bool = False


def main(arguments: list[str] | None = None) -> int:
    """Run the window until it is closed; 2 for words not understood, 3 when the data folder cannot be used."""
    try:
        wanted = understood(sys.argv[1:] if arguments is None else arguments)
    except GetoptError as error:
        sys.stderr.write(f"supporter-app: {error}\n")
        return NOT_UNDERSTOOD
    # What a start makes stays in use: looking for garbage among it only holds up the first frame. It is looked for
    # again from the first frame on (see opening.afterwards); Qt is imported after this line for the same reason.
    gc.disable()
    from supporter_app.ui import opening

    if wanted.tour is None and wanted.gallery is None:
        return opening.open_window(wanted)
    gc.enable()
    return _play(wanted)


def understood(arguments: list[str]) -> Wanted:
    """Read the arguments; raises GetoptError with the word that is not understood."""
    pairs, rest = getopt(arguments, "", list(OPTIONS))
    if rest:
        raise GetoptError(rest[0], rest[0])
    told = dict(pairs)
    places = {name: Path(word) for name, word in told.items() if word}
    return Wanted(
        data_dir=places.get("--data-dir"),
        tour=places.get("--tour"),
        edition=told.get("--edition", GENERAL),
        gallery=places.get("--gallery"),
        everything="--everything" in told,
        quit_after_first_paint="--quit-after-first-paint" in told,
    )


def _play(wanted: Wanted) -> int:
    """Let the window show itself: the tour, or the gallery of pictures."""
    from supporter_app.ui import opening

    opening.make_application()
    opening.load_fonts()
    if wanted.tour is not None:
        from supporter_app.ui.tour import run_tour

        return run_tour(wanted.tour, wanted.edition)
    assert wanted.gallery is not None
    from supporter_app.ui.gallery import run_gallery

    return run_gallery(wanted.gallery, everything=wanted.everything)
