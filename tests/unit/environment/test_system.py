"""Which screen there is, what is missing for it, and when set-up may install something."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import pytest

from supporter_app.environment import system
from supporter_app.environment.checkout import SetupStoppedError

LINE = ["apt-get", "install", "--yes", "--no-install-recommends", "libegl1"]


class Terminal(io.StringIO):
    """Somebody who sits in front of a terminal and types one line."""

    def isatty(self) -> bool:
        """Say that somebody sits there."""
        return True


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Collect the commands that would be run, on a Debian machine, as an ordinary person with no terminal."""
    commands: list[list[str]] = []

    def run(command: Sequence[str], **_options: Any) -> subprocess.CompletedProcess[str]:
        commands.append(list(command))
        return subprocess.CompletedProcess(list(command), 0)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(sys, "stdin", io.StringIO("はい\n"))
    return commands


def test_nothing_missing_asks_nothing(ran: list[list[str]], capsys: pytest.CaptureFixture[str]) -> None:
    system.provide((), agreed=False)
    assert ran == []
    assert capsys.readouterr().err == ""


def test_without_consent_the_line_is_shown_and_nothing_is_run(
    ran: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SetupStoppedError):
        system.provide(("libegl1",), agreed=False)
    assert ran == []
    assert " ".join(["sudo", *LINE]) in capsys.readouterr().err


@pytest.mark.parametrize(("typed", "runs"), [("はい\n", True), ("いいえ\n", False), ("y\n", False), ("", False)])
def test_on_a_terminal_only_hai_agrees(
    ran: list[list[str]], monkeypatch: pytest.MonkeyPatch, typed: str, *, runs: bool
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    if runs:
        system.provide(("libegl1",), agreed=False)
    else:
        with pytest.raises(SetupStoppedError):
            system.provide(("libegl1",), agreed=False)
    assert ran == ([["sudo", *LINE]] if runs else [])


def test_agreed_beforehand_runs_it(ran: list[list[str]]) -> None:
    system.provide(("libegl1",), agreed=True)
    assert ran == [["sudo", *LINE]]


def test_root_runs_it_without_sudo(ran: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    system.provide(("libegl1",), agreed=False)
    assert ran == [LINE]


def test_a_machine_without_apt_is_told_the_names(
    ran: list[list[str]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(SetupStoppedError):
        system.provide(("libegl1",), agreed=True)
    assert ran == []
    assert "libegl1" in capsys.readouterr().err


def test_only_what_is_absent_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system, "screen_platform", lambda: "xcb")
    monkeypatch.setitem(system.FOR_ANY_WINDOW, "libegl1", "libsurely-not-there.so.1")
    monkeypatch.setitem(system.FOR_A_SCREEN, "libxcb-shape0", "libsurely-not-there-either.so.0")
    assert {"libegl1", "libxcb-shape0"} <= set(system.missing_packages())
    monkeypatch.setattr(system, "screen_platform", lambda: None)
    assert "libegl1" in system.missing_packages()
    assert "libxcb-shape0" not in system.missing_packages()


@pytest.mark.parametrize(
    ("surroundings", "platform"),
    [
        ({}, None),
        ({"DISPLAY": ":0"}, "xcb"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "wayland"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "xcb"),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, None),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "wayland"}, "wayland"),
    ],
)
def test_the_screen_is_read_from_the_surroundings(
    monkeypatch: pytest.MonkeyPatch, surroundings: dict[str, str], platform: str | None
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", "linux")
    assert system.screen_platform() == platform
