"""The stamp tells a finished set-up from one that was interrupted, moved or is older than its lock."""

from pathlib import Path

import pytest

from supporter_app.environment import packages
from supporter_app.environment.checkout import Checkout, SetupStoppedError


class Workshop:
    """A checkout whose pip only writes down what it was asked, and fails on demand."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Lay out the three files a set-up depends on."""
        self.checkout = Checkout(root)
        self.asked: list[str] = []
        self.made = 0
        self.fails_at = ""
        for name in ("requirements.txt", "requirements-dev.txt", "pyproject.toml"):
            (root / name).write_text(name, encoding="utf-8")
        monkeypatch.setattr(packages, "_make_anew", self.make_anew)
        monkeypatch.setattr(packages, "_pip", self.pip)

    def make_anew(self, checkout: Checkout) -> None:
        """Stand in for the creation of the environment."""
        self.made += 1
        checkout.python.parent.mkdir(parents=True, exist_ok=True)
        checkout.python.write_text("", encoding="utf-8")

    def pip(self, _checkout: Checkout, *arguments: str) -> None:
        """Stand in for pip."""
        self.asked.append(Path(arguments[-1]).name)
        if self.fails_at == self.asked[-1]:
            raise SetupStoppedError("no connection")


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """Give a checkout in a folder of its own."""
    return Workshop(tmp_path, monkeypatch)


def test_a_finished_set_up_is_current(workshop: Workshop) -> None:
    assert not packages.is_current(workshop.checkout, "run")
    packages.install(workshop.checkout, "run")
    assert packages.is_current(workshop.checkout, "run")
    assert not packages.is_current(workshop.checkout, "dev")


def test_the_lock_of_development_stands_for_running_too(workshop: Workshop) -> None:
    packages.install(workshop.checkout, "dev")
    assert packages.is_current(workshop.checkout, "dev")
    assert packages.is_current(workshop.checkout, "run")
    assert workshop.asked[0] == "requirements-dev.txt"


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_a_changed_file_is_installed_without_starting_anew(workshop: Workshop, name: str) -> None:
    packages.install(workshop.checkout, "run")
    (workshop.checkout.root / name).write_text("changed", encoding="utf-8")
    assert not packages.is_current(workshop.checkout, "run")
    packages.install(workshop.checkout, "run")
    assert packages.is_current(workshop.checkout, "run")
    assert workshop.made == 1


def test_an_interrupted_set_up_starts_anew(workshop: Workshop) -> None:
    packages.install(workshop.checkout, "run")
    workshop.fails_at = "requirements-dev.txt"
    with pytest.raises(SetupStoppedError):
        packages.install(workshop.checkout, "dev")
    assert not packages.is_current(workshop.checkout, "run")
    workshop.fails_at = ""
    packages.install(workshop.checkout, "run")
    assert packages.is_current(workshop.checkout, "run")
    assert workshop.made == 2


@pytest.mark.parametrize("content", ["", "{", "[]", '{"root": "/elsewhere"}'])
def test_a_damaged_or_foreign_stamp_counts_as_none(workshop: Workshop, content: str) -> None:
    packages.install(workshop.checkout, "run")
    (workshop.checkout.venv / packages.STAMP).write_text(content, encoding="utf-8")
    assert not packages.is_current(workshop.checkout, "run")
    packages.install(workshop.checkout, "run")
    assert workshop.made == 2


def test_a_python_that_is_gone_is_noticed(workshop: Workshop) -> None:
    packages.install(workshop.checkout, "run")
    workshop.checkout.python.unlink()
    assert not packages.is_current(workshop.checkout, "run")
    packages.install(workshop.checkout, "run")
    assert workshop.made == 2
