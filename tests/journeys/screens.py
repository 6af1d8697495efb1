"""The screens that journeys are made on: wide and narrow, with and without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass

import pytest


@dataclass(frozen=True)
class Screen:
    """A window's size in CSS pixels, and whether scripts run in it."""

    name: str
    width: int
    height: int
    javascript: bool = True

    def __str__(self) -> str:
        return self.name


WIDE = Screen("wide", 1280, 900)
NARROW = Screen("narrow", 320, 640)
WIDE_PLAIN = Screen("wide-no-script", 1280, 900, javascript=False)
NARROW_PLAIN = Screen("narrow-no-script", 320, 640, javascript=False)
EVERY_SCREEN = (WIDE, NARROW, WIDE_PLAIN, NARROW_PLAIN)


def on_screens(*screens: Screen) -> pytest.MarkDecorator:
    """Make a journey once on each of these screens; on every one when none is named."""
    return pytest.mark.parametrize("page", screens or EVERY_SCREEN, indirect=True, ids=str)
