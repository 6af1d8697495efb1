"""Descriptions without markup: the words stay, lines stay, nothing runs."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from whatmatters.social_prescribing.directory.openreferral.plain_text import plain, printable


@pytest.mark.parametrize(
    ("came", "said", "had_markup"),
    [
        ("Tea and a chat", "Tea and a chat", False),
        ("  Tea\r\nand a chat ", "Tea\nand a chat", False),
        ("Tea &amp; cake for &pound;2", "Tea & cake for £2", False),
        ("Fish & chips, AT&T, a < b, <3", "Fish & chips, AT&T, a < b, <3", False),
        ("Write to <jo@example.org>", "Write to <jo@example.org>", False),
        ("see https://example.org/?a=1&copy=2", "see https://example.org/?a=1&copy=2", False),
        ("<p>One</p><p>Two <b>three</b></p>", "One\n\nTwo three", True),
        ("<ul>\n<li>Tea</li>\n<li>Walks</li>\n</ul>After", "- Tea\n- Walks\n\nAfter", True),
        ("a<br>b<br/>c", "a\nb\nc", True),
        ("&lt;p&gt;Hello&lt;/p&gt;", "Hello", True),
        ("Hello<script>alert('x')</script> you", "Hello you", True),
        ("Hello<SCRIPT src=x>never closed", "Hello", True),
        ("Hello<style>p{color:red}</style><!-- note --> you", "Hello you", True),
        ('<a href="https://example.org">our page</a>', "our page", True),
        ("Cafe\u0301", "Café", False),
        ("It\x92s \x93on\x94", "It’s “on”", False),
        ("a\x00b\x07c\ufeff", "abc", False),
        ("", "", False),
    ],
)
def test_markup_goes_and_words_stay(came, said, had_markup):
    assert plain(came) == (said, had_markup)


def test_half_a_character_is_dropped():
    assert printable("a\ud800b") == "ab"


@given(some.text(alphabet="<>&;/abpliscr t#x\n1", max_size=60) | some.text(max_size=60))
def test_reading_the_result_again_changes_nothing(text):
    once, _ = plain(text)
    assert plain(once) == (once, False)


@pytest.mark.parametrize("piece", ["<p ", "<script", "&amp;", "&lt;", "<!--", " ", "<li>", "&#38;lt;", "<p '", "\n\n"])
def test_a_million_of_anything_is_read_in_seconds(piece):
    started = time.perf_counter()
    plain(piece * (1_000_000 // len(piece)))
    assert time.perf_counter() - started < 5
