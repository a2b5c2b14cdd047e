"""Names whose day has come: said a week before, erased beside the window after a backup, and said again.

What cannot be done on its day keeps nobody from the work; it is tried again after the next backup, and every day.
"""

from typing import TYPE_CHECKING, cast

from supporter_app.domain.clock import today
from supporter_app.domain.errors import SupporterError
from supporter_app.domain.wareki import seireki
from supporter_app.i18n import _
from supporter_app.ui.navigator import LOCKED_AWAY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from supporter_app.domain.session import Session
    from supporter_app.services.erasure import Erased
    from supporter_app.ui.navigator import Navigator

COMING_DAYS = 7


class Days:
    """Looks once a day; `working` while names are being erased."""

    def __init__(self, navigator: "Navigator") -> None:
        """Look for the first time."""
        self.navigator = navigator
        self.working = False
        self._looked: date | None = None
        self._waiting = False
        self._coming: list[str] = []
        self.look()

    def look(self) -> None:
        """Say which names go within a week, and which go now; those go beside the window."""
        app, day = self.navigator.app, today(self.navigator.app.clock)
        if self.working or day == self._looked:
            return
        self._looked, self._waiting = day, False
        try:
            due, soon = app.erasure.due_by_itself(), app.erasure.coming(COMING_DAYS)
        except SupporterError as error:
            self._tell(list(_three(error)))
            return
        stay = _("The names of {title} stay until {day}. You can see to it in the vault.")
        self._coming = [stay.format(title=each.plan.title, day=_day(each)) for each in soon]
        now = _("The names of {title} are erased now, as said when the report was done. A backup is made first.")
        if due or soon:
            self._tell([now.format(title=each.plan.title) for each in due])
        if due:
            self._erase()

    def try_again(self) -> None:
        """Look again where names are still there whose day has come."""
        if self._waiting:
            self._looked = None
            self.look()

    def _erase(self) -> None:
        from supporter_app.services.erasure import due_after_a_backup

        backups = self.navigator.app.backups
        self.working = True
        self.navigator.tasks.start(lambda stop: due_after_a_backup(backups, stop), self._gone, self._not_gone)

    def _gone(self, found: object) -> None:
        self.working = False
        self._tell([line for each in cast("Sequence[Erased]", found) for line in _erased(each)])
        if isinstance(self.navigator.present, LOCKED_AWAY):
            # What it shows of these sessions is no longer so.
            self.navigator.go(self.navigator.present)

    def _not_gone(self, error: Exception) -> None:
        self.working, self._waiting = False, True
        if not isinstance(error, SupporterError):
            raise error
        what, _safe, following = _three(error)
        waiting = _("The names whose day has come could not be erased yet; it is tried again.")
        self._tell([waiting, what, following])

    def _tell(self, lines: list[str]) -> None:
        if lines or self._coming:
            self.navigator.window.tell_words("\n".join([*lines, *self._coming]))
        else:
            # Somebody erased them by hand meanwhile: what was said of them is over.
            self.navigator.window.recorded()


def _day(session: "Session") -> str:
    return "" if session.names_until is None else seireki(session.names_until)


def _three(error: SupporterError) -> tuple[str, str, str]:
    from supporter_app.explain import explain

    told = explain(error)
    return told.what, told.safe, told.next


def _erased(found: "Erased") -> list[str]:
    """Say whose names went, and which copies lie elsewhere."""
    gone = _("The names of {title} were erased, as said when the report was done.")
    lines = [gone.format(title=found.session.plan.title)]
    if found.carried:
        lines.append(_("erase: these copies were carried away; please erase them where they are"))
        lines += [f"・{each.place}" for each in found.carried]
    return lines
