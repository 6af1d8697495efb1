"""User names for people without e-mail: two plain words and two figures, easy to read out and to copy."""

from __future__ import annotations

import secrets

from ..queries.accounts import find_account

_PLAIN_WORDS = """
    apple amber acorn beach berry birch bread brook brush candle carrot castle cedar cherry cloud clover copper
    coral cotton daisy drum eagle ember fern field finch flute forest garden ginger glass grass green hazel heron
    hill honey island ivory jacket jasmine kettle kite lake lamp lemon lilac linen lion maple market meadow melon
    mint moon moss nutmeg oak ocean olive onion orange otter paper parsley peach pear pebble penny pepper piano pine
    planet plum pond poppy quilt rabbit rain raven reed river robin rose saddle sage salt sand shell silver sky snow
    song sparrow spoon spring star stone straw summer swan teapot thistle tiger tulip valley velvet violet walnut
    water wheat willow wind winter wool wren yellow
"""
WORDS = tuple(_PLAIN_WORDS.split())


def new_username() -> str:
    """A user name that nobody has, such as `maple-river-42`."""
    while True:
        made = f"{secrets.choice(WORDS)}-{secrets.choice(WORDS)}-{secrets.randbelow(90) + 10}"
        if find_account(made) is None:
            return made
