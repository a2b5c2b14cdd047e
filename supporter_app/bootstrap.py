"""The one place where the parts are put together; each is imported and built when it is first asked for."""

from contextlib import closing, contextmanager
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from supporter_app.domain.clock import JAPAN, Clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from supporter_app.content.library import Library
    from supporter_app.domain.furigana import KanjiTable
    from supporter_app.domain.session import NameKeeping
    from supporter_app.keys.master import MasterKey
    from supporter_app.services.attendance import AttendanceService
    from supporter_app.services.backups import Backups
    from supporter_app.services.certification import Certification
    from supporter_app.services.checkup import Checkup
    from supporter_app.services.classroom import Classroom
    from supporter_app.services.consultation import Consultation
    from supporter_app.services.end_folder import EndFolders
    from supporter_app.services.erasure import Erasure
    from supporter_app.services.exports import Exports
    from supporter_app.services.learning import Learning
    from supporter_app.services.lessons import Lessons
    from supporter_app.services.names import Names
    from supporter_app.services.preferences import PreferenceService
    from supporter_app.services.preparation import Preparation
    from supporter_app.services.reviews import Reviews
    from supporter_app.services.roster import RosterService
    from supporter_app.services.school import SchoolPapers
    from supporter_app.storage.database import Storage


def computer_clock() -> datetime:
    """Read the computer's clock, in the time of Japan."""
    return datetime.now(JAPAN)


class App:
    """Everything the window and the commands use."""

    def __init__(self, data_dir: Path | None, clock: Clock) -> None:
        """Take the data folder (None: nothing is kept on disk) and the clock."""
        self.data_dir = data_dir
        self.clock = clock

    @cached_property
    def storage(self) -> "Storage":
        """Open the database; raises StorageError's family when it cannot be read."""
        from supporter_app.storage.database import open_database

        return open_database(self.data_dir, self.clock)

    @cached_property
    def library(self) -> "Library":
        """Give the course material."""
        from supporter_app.content.library import Library
        from supporter_app.resources import root

        return Library(root())

    def kanji(self) -> "KanjiTable":
        """Give the kanji by the year in which they are taught."""
        return self.library.kanji()

    @cached_property
    def learning(self) -> "Learning":
        """Give the service for learning."""
        from supporter_app.services.learning import Learning

        return Learning(self.storage, self.library, self.clock)

    @cached_property
    def reviews(self) -> "Reviews":
        """Give the service for the review of editions."""
        from supporter_app.services.reviews import Reviews

        return Reviews(self.data_dir, self.library, self.clock)

    @cached_property
    def lessons(self) -> "Lessons":
        """Give the service for lessons at school."""
        from supporter_app.services.lessons import Lessons

        return Lessons(self.storage, self.library, self.reviews)

    @cached_property
    def preferences(self) -> "PreferenceService":
        """Give the service for preferences."""
        from supporter_app.services.preferences import PreferenceService

        return PreferenceService(self.storage)

    @cached_property
    def consultation(self) -> "Consultation":
        """Give the service for help lines."""
        from supporter_app.services.consultation import Consultation

        return Consultation(self.library, self.clock)

    @cached_property
    def certification(self) -> "Certification":
        """Give the service for papers."""
        from supporter_app.services.certification import Certification

        return Certification(self.library, self.clock)

    @cached_property
    def names(self) -> "Names":
        """Give the vault of names."""
        from supporter_app.services.names import Names

        return Names(self.storage, self.data_dir)

    @cached_property
    def classroom(self) -> "Classroom":
        """Give the service for sessions."""
        from supporter_app.services.classroom import Classroom

        return Classroom(self.storage, self.library, self.names, self.clock)

    @cached_property
    def roster(self) -> "RosterService":
        """Give the service for rosters."""
        from supporter_app.services.roster import RosterService

        return RosterService(self.storage, self.names)

    @cached_property
    def attendance(self) -> "AttendanceService":
        """Give the service for the roll."""
        from supporter_app.services.attendance import AttendanceService

        return AttendanceService(self.storage, self.classroom, self.roster)

    @cached_property
    def erasure(self) -> "Erasure":
        """Give the service that erases names."""
        from supporter_app.services.erasure import Erasure

        return Erasure(self.storage, self.clock)

    @cached_property
    def exports(self) -> "Exports":
        """Give the service for files for people."""
        from supporter_app.services.exports import Exports

        return Exports(self.storage, self.attendance, self.names, self.clock)

    @contextmanager
    def exports_beside(self) -> "Iterator[Exports]":
        """Give the service for files over a connection of its own, for work on another thread."""
        from supporter_app.storage.database import open_database

        with closing(open_database(self.data_dir, self.clock)) as storage:
            yield self.exports.over(storage)

    @cached_property
    def backups(self) -> "Backups":
        """Give the service for backups."""
        from supporter_app.services.backups import Backups

        return Backups(self.data_dir, self.clock)

    @cached_property
    def end_folders(self) -> "EndFolders":
        """Give the service for the folder of a copy at the end."""
        from supporter_app.services.end_folder import EndFolders

        return EndFolders(self.data_dir, self.backups, self.clock)

    @cached_property
    def checkup(self) -> "Checkup":
        """Give the check-up."""
        from supporter_app.services.checkup import Checkup

        return Checkup(self.data_dir, self.backups, self._master, self.clock)

    def _master(self, keeping: "NameKeeping") -> "MasterKey":
        """Give a master key to the check-up, which also looks at records that cannot be opened."""
        from supporter_app.services.names import Names
        from supporter_app.storage.database import Storage

        names = vars(self).get("names") or Names(Storage(None, self.clock), self.data_dir)
        return names.master(keeping)

    @cached_property
    def school(self) -> "SchoolPapers":
        """Give the service for papers of the course and for schools."""
        from supporter_app.services.school import SchoolPapers

        return SchoolPapers(self.library, self.consultation)

    @cached_property
    def preparation(self) -> "Preparation":
        """Give the service for what a teacher reads before a lesson."""
        from supporter_app.services.papers_from_course import PaperSource
        from supporter_app.services.preparation import Preparation

        return Preparation(self.lessons, PaperSource(self.library, self.consultation))

    def close(self) -> None:
        """Let go of the database."""
        if "storage" in vars(self):
            self.storage.close()


def compose(data_dir: Path | None, clock: Clock = computer_clock) -> App:
    """Put the program together over a data folder."""
    return App(data_dir, clock)
