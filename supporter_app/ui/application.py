"""The program with the window, from its arguments to its exit code."""

import gc
import sys
from getopt import GetoptError, getopt
from pathlib import Path

NOT_UNDERSTOOD, ENVIRONMENT = 2, 3
GENERAL = "general"
OPTIONS = ("help", "data-dir=", "tour=", "edition=", "gallery=", "everything", "quit-after-first-paint")


def main(arguments: list[str] | None = None) -> int:
    """Run the window until it is closed; 2 for words not understood, 3 when the data folder cannot be used."""
    try:
        told = understood(sys.argv[1:] if arguments is None else arguments)
    except GetoptError as error:
        sys.stderr.write(f"supporter-app: {error}\n")
        return NOT_UNDERSTOOD
    if "--help" in told:
        from supporter_app.i18n import _

        sys.stdout.write(_("app: how supporter-app is called") + "\n")
        return 0
    # What a start makes stays in use: looking for garbage among it only holds up the first frame. It is looked for
    # again from the first frame on (see opening.afterwards); Qt is imported after this line for the same reason.
    gc.disable()
    from supporter_app.ui import opening

    if "--tour" not in told and "--gallery" not in told:
        folder = Path(told["--data-dir"]) if "--data-dir" in told else None
        return opening.open_window(folder, until_painted="--quit-after-first-paint" in told)
    gc.enable()
    from supporter_app.domain.errors import SupporterError

    try:
        return _play(told)
    except (SupporterError, OSError) as error:
        return _not_done(error)


def understood(arguments: list[str]) -> dict[str, str]:
    """Read the arguments into words by option, empty for a switch; raises GetoptError with what is not understood."""
    pairs, rest = getopt(arguments, "", list(OPTIONS))
    if rest:
        raise GetoptError(f"{rest[0]} not recognized", rest[0])
    return dict(pairs)


def _not_done(error: Exception) -> int:
    """Say in sentences why the window could not show itself."""
    from supporter_app.domain.errors import SupporterError
    from supporter_app.explain import explain
    from supporter_app.files import file_error

    if isinstance(error, OSError):
        error = file_error(error, Path(error.filename or "."))
    assert isinstance(error, SupporterError)
    said = explain(error)
    sys.stderr.write(f"{said.what}\n{said.safe}\n{said.next}\n")
    return ENVIRONMENT


def _play(told: dict[str, str]) -> int:
    """Let the window show itself: the tour, or the gallery of pictures."""
    from supporter_app.ui import opening

    opening.make_application()
    opening.load_fonts()
    if "--tour" in told:
        from supporter_app.ui.tour import run_tour

        return run_tour(Path(told["--tour"]), told.get("--edition", GENERAL))
    from supporter_app.ui.gallery import run_gallery

    return run_gallery(Path(told["--gallery"]), everything="--everything" in told)
