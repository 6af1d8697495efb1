"""The ways in which each main story is told: with a mouse, on a telephone without scripts, by keyboard alone."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from .keyboard import Keyboard
from .pointer import Pointer
from .screens import NARROW_PLAIN, WIDE, Screen

Hands = Pointer | Keyboard


@dataclass(frozen=True)
class Way:
    """A screen, and how it is used."""

    name: str
    screen: Screen
    by: type[Pointer] | type[Keyboard]

    def __str__(self) -> str:
        return self.name

    def on(self, page: Page) -> Hands:
        """Hands for a page on this screen."""
        return self.by(page)


MOUSE = Way("mouse", WIDE, Pointer)
WITHOUT_SCRIPTS = Way("narrow-no-script", NARROW_PLAIN, Pointer)
BY_KEYBOARD = Way("keyboard", WIDE, Keyboard)


def in_every_way() -> pytest.MarkDecorator:
    """Tell a story with a mouse, on a narrow screen without scripts, and by keyboard."""
    return pytest.mark.parametrize("way", [MOUSE, WITHOUT_SCRIPTS, BY_KEYBOARD], ids=str)
