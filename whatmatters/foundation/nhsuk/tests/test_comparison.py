"""What changed between two versions, marked for the eye and for the ear."""

import re
import time

import pytest
from django.utils.html import strip_tags
from hypothesis import given, settings
from hypothesis import strategies as st

from whatmatters.foundation.nhsuk.comparison import compare

from .pages import HOSTILE


def sides(before, after):
    shown = compare(before, after)
    return re.findall(r'class="wm-compare__text" dir="auto">(.*?)</div>', shown, re.DOTALL)


def without_marks(side):
    unspoken = re.sub(r'<span class="nhsuk-u-visually-hidden">.*?</span>', "", side)
    return (
        strip_tags(unspoken).replace("&lt;", "<").replace("&gt;", ">").replace("&#39;", "'").replace("&#34;", '"')
        .replace("&amp;", "&")
    )  # fmt: skip


def test_words_taken_out_and_put_in_are_marked_and_named():
    old, new = sides("a cup of tea please", "a cup of coffee please")
    assert '<del class="wm-compare__del"><span class="nhsuk-u-visually-hidden">taken out: </span>tea ' in old
    assert '<ins class="wm-compare__ins"><span class="nhsuk-u-visually-hidden">put in: </span>coffee ' in new
    assert "<ins" not in old
    assert "<del" not in new


def test_a_line_broken_elsewhere_is_no_change_of_words():
    assert "<del" not in compare("one two\nthree", "one\ntwo three")


def test_two_that_are_the_same_are_said_to_be():
    assert "These two are the same" in compare("a", "a")
    assert "These two are the same" not in compare("a", "b")


@settings(deadline=None, max_examples=80)
@given(st.text(alphabet="ab \n<&'\"", max_size=60), st.text(alphabet="ab \n<&'\"", max_size=60))
def test_both_texts_are_shown_in_full(before, after):
    old, new = (without_marks(side) for side in sides(before, after))
    assert (old, new) == (before, after)


def test_hostile_words_stay_words():
    assert "<script" not in compare(HOSTILE, HOSTILE + "x", named_before=HOSTILE, named_after=HOSTILE)


@pytest.mark.parametrize(("length", "kinds"), [(300, 1), (1900, 1), (1900, 7), (1900, 97), (40_000, 97)])
def test_long_texts_are_compared_in_bearable_time(length, kinds):
    before = "start " + " ".join(f"word{i % kinds}\n" for i in range(length)) + " end"
    after = "start " + " ".join(f"word{i % (kinds + 3)}\n" for i in range(length)) + " end"
    started = time.perf_counter()
    old, new = sides(before, after)
    assert time.perf_counter() - started < 10
    assert old.startswith("start ")
    assert new.endswith("end")
