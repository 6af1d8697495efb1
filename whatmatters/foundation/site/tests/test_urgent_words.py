"""Words that call for urgent help, found in sentences of the folder `urgent_words`, and what is shown for them.

The sentences are ours, and one author wrote both them and the lists: the shares below flatter the lists. Each batch was
written before the list had been tried on it; this was found at its first run, before mending ("found" with the right
kind; false alarms among ordinary sentences):

    English   first batch, mostly said outright     156 of 159 found     6 of 134 false alarms
              second, mostly said indirectly         42 of 92            4 of 92
              third, mixed                           33 of 61            2 of 40
              fourth, mixed                          16 of 43            0 of 30
    Polish    first 28 of 29, 0 of 20;  second 15 of 16, 0 of 15
    Urdu      first 30 of 30, 0 of 20;  second 14 of 16, 0 of 15

So a list finds what is said outright, and about half of what is said indirectly: the rest is for the meaning model.
Of 4,537 comments of patients about care (NHS Friends and Family Test), about 2 in 100 bring up help, most of them about
999, ambulances or crisis teams.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from ..content import list_urgent_lines
from ..queries.urgent_help import get_urgent_help, list_overdue_word_lists
from ..rules.urgent_words import KINDS, LANGUAGES, LONGEST, WORDS, find_danger, kinds_of_danger, numbers_for, read_list
from ..rules.urgent_words.finding import _LONGEST_IDIOM

FOLDER = Path(__file__).parent / "urgent_words"
MISSED_FOR_NOW = 6
"""Sentences of the fourth batch that no list can be expected to find."""


def _sentences(begins: str) -> list[tuple[str, str, str]]:
    """Language, heading and words of every sentence in the parts of the files whose names begin so."""
    files = {
        language: tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8")) for language in LANGUAGES
    }
    return [
        (language, kind, words)
        for language, table in files.items()
        for part, kinds in table.items()
        if part.startswith(begins)
        for kind, sentences in kinds.items()
        for words in sentences
    ]


FOURTH = _sentences("found-fourth")
FOUND = [one for one in [*_sentences("found"), *_sentences("shown-on-purpose")] if one not in FOURTH]
ORDINARY = _sentences("ordinary")


@pytest.mark.parametrize(("language", "kind"), sorted({one[:2] for one in FOUND}))
def test_danger_is_found(language, kind):
    sentences = [words for *of, words in FOUND if of == [language, kind]]
    assert not [words for words in sentences if kind not in kinds_of_danger(words)]
    assert not [words for words in sentences if language not in find_danger(words).languages]


def test_of_what_is_said_indirectly_no_less_is_found_than_before():
    missed = [words for _language, kind, words in FOURTH if kind not in kinds_of_danger(words)]
    assert len(missed) <= MISSED_FOR_NOW, missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_ordinary_words_bring_up_nothing(language):
    sentences = [words for of, _kind, words in ORDINARY if of == language]
    assert not {words: kinds for words in sentences if (kinds := kinds_of_danger(words))}


@pytest.mark.parametrize(("language", "found", "ordinary"), [("en-gb", 90, 90), ("pl", 15, 15), ("ur", 15, 15)])
def test_there_are_sentences_enough(language, found, ordinary):
    assert sum(one[0] == language for one in FOUND) >= found
    assert sum(one[0] == language for one in ORDINARY) >= ordinary


CHANGES = {
    "capitals": str.upper,
    "curly apostrophes": lambda words: words.replace("'", "’"),
    "no apostrophes": lambda words: words.replace("'ll", " will").replace("'", "").replace("’", ""),
    "line breaks": lambda words: words.replace(" and ", "\r\nand\r\n"),
    "tabs and spaces": lambda words: words.replace(" ", " \t "),
    "wide letters": lambda words: "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in words),
    "invisible letters": lambda words: words.replace("i", "i\u200b\u00ad"),
    "among others": lambda words: f"I like gardening. {words} -- see you at the library, thanks",
    "at the end of a letter": lambda words: "We used to go for a walk by the sea with the dog. " * 300 + words,
}


@pytest.mark.parametrize("change", CHANGES)
def test_danger_is_found_however_it_is_typed(change):
    missed = [words for _l, kind, words in FOUND if kind not in kinds_of_danger(CHANGES[change](words))]
    assert not missed


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("i wantt to dieeeee", "suicide"),
        ("K1ll mys3lf", "suicide"),
        ("k!ll myself", "suicide"),
        ("s u i c i d e", "suicide"),
        ("s*icidal", "suicide"),
        ("suicdial", "suicide"),
        ("i want to fucking just really die", "suicide"),
        ("kill_my_self", "suicide"),
        ("i wanna\n\n\ndie", "suicide"),
        ("I want 2 d1e", "suicide"),
        ("dont wanna b here nemore", "suicide"),
        ("𝓴𝓲𝓵𝓵 𝓶𝔂𝓼𝓮𝓵𝓯", "suicide"),
        ("he hits\u00a0me", "abuse"),
        ("hurtin meself", "self-harm"),
        ("over dosed on paracetemol", "danger-to-life"),
        ("CHCĘ UMRZEĆ", "suicide"),
        ("chce umrzec", "suicide"),
        ("میں خود\u200cکشی کرنا چاہتا ہوں", "suicide"),
        ("مجھے خودكشي کے خیال آتے ہیں", "suicide"),
    ],
)
def test_slips_and_disguises(words, kind):
    assert kind in kinds_of_danger(words)


@pytest.mark.parametrize(
    ("denied", "beside"),
    [
        ("I'm not suicidal", "but he hits me"),
        ("I'd never hurt myself", "but I can't go on like this"),
        ("I have no suicidal thoughts", "today. Last night I wanted to die"),
        ("I could murder a curry", "and I could murder my husband, I want to kill him"),
        ("this job is killing me", "I think about killing myself"),
        ("bored to death", "and thinking about death every day, I want to die"),
        ("nie mam myśli samobójczych", "ale nie chcę żyć"),
        ("مجھے خودکشی کے خیال نہیں آتے", "لیکن میں جینا نہیں چاہتی"),
    ],
)
def test_a_denial_takes_back_itself_and_nothing_beside_it(denied, beside):
    assert not kinds_of_danger(denied)
    assert kinds_of_danger(beside)
    for words in (f"{denied} {beside}", f"{beside} {denied}", f"{denied}. {beside}", f"{beside}\n{denied}"):
        assert set(kinds_of_danger(words)) >= set(kinds_of_danger(beside))


def test_a_denial_ends_where_a_part_of_a_sentence_ends():
    assert kinds_of_danger("am I ok? I am not. Suicidal since May") == ("suicide",)
    assert kinds_of_danger("no, suicidal thoughts all day") == ("suicide",)


@pytest.mark.parametrize(
    ("words", "is_child"),
    [
        ("I'm 14 and I want to die", True),
        ("im fifteen, i cut myself", True),
        ("my 9-year-old says he wants to die", True),
        ("my teacher knows I self harm", True),
        ("mam 12 lat i chcę umrzeć", True),
        ("میری عمر ۱۴ سال ہے، میں مرنا چاہتا ہوں", True),
        ("I'm 41 and I want to die", False),
        ("I'm 14 weeks pregnant and I want to die", False),
        ("I'm 14 stone and he hits me", False),
    ],
)
def test_an_age_under_18_brings_in_childline(words, is_child):
    assert ("child-at-risk" in kinds_of_danger(words)) is is_child
    assert ("childline" in {line.key for line in get_urgent_help(words=words).lines}) is is_child


HOSTILE = {
    "one letter": "a" * 200_000,
    "one word": "kill " * 40_000,
    "denials": "not suicidal, " * 15_000,
    "accents": "a" + "\u0300\u0327" * 100_000,
    "long letters": "\ufdfa" * 200_000,
    "all words differ": " ".join(f"{number}x" for number in range(30_000)),
    "half a character": "\ud800\x00" * 100_000,
    "apostrophes": "'’" * 100_000,
    "spaced letters": "d i e " * 33_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_comes_it_returns(name):
    assert set(kinds_of_danger(HOSTILE[name])) <= set(KINDS)


def test_of_a_very_long_text_the_beginning_and_the_end_are_read():
    for words in ("I want to die " + "x " * LONGEST, "x " * LONGEST + "I want to die"):
        assert kinds_of_danger(words) == ("suicide",)


@given(st.text(max_size=300))
def test_it_never_raises(words):
    assert set(kinds_of_danger(words)) <= set(KINDS)


def test_other_means_add_and_take_nothing_away():
    """Where the meaning model comes in."""
    assert kinds_of_danger("knitting", also=("abuse",)) == ("abuse",)
    assert set(kinds_of_danger("I want to die", also=("abuse",))) == {"abuse", "suicide"}
    assert kinds_of_danger("knitting", also=("something new",)) == ("crisis",)
    assert kinds_of_danger("I'm 14", also=("suicide",)) == ("child-at-risk", "suicide")
    assert [line.key for line in get_urgent_help(kinds=("abuse",)).lines] == ["999", "domestic-abuse"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_can_be_found(language):
    """Written in words that typed words are folded to; else it would stand in the list and never be met."""
    words = read_list(language)
    for phrase in (*words.phrases, *words.idioms):
        for step in (phrase.rarest, *phrase.before, *phrase.after):
            assert all(words.spelling.words_for(word) == (word,) for word in step.words), phrase.written
            assert phrase in words.idioms or not step.words & words.fillers, phrase.written
        assert set(phrase.kinds) <= {*KINDS, "under-18"}
        assert phrase.rarest.words or phrase.rarest.stems or phrase.rarest.is_age, phrase.written
    for idiom in words.idioms:
        assert 1 + sum(1 + step.gap for step in (*idiom.before, *idiom.after)) <= _LONGEST_IDIOM, idiom.written


def test_the_lists_are_dated_and_looked_at_every_six_months():
    assert {row.key for row in WORDS.rows()} == {f"phrases.{language}" for language in LANGUAGES}
    assert not list_overdue_word_lists(date(2027, 5, 22))
    assert len(list_overdue_word_lists(date(2027, 5, 23))) == len(LANGUAGES)
    assert not any(read_list(language).checked for language in LANGUAGES), "say in the hazard log who checked them"


@pytest.mark.parametrize(
    ("kinds", "numbers"),
    [
        (("suicide",), ("999", "111-mental-health", "samaritans", "shout")),
        (("danger-to-life",), ("999", "111")),
        (("abuse",), ("999", "domestic-abuse")),
        (("child-at-risk", "suicide"), ("999", "childline", "111-mental-health", "samaritans", "shout")),
        (("suicide", "danger-to-life"), ("999", "111", "111-mental-health", "samaritans", "shout")),
        (("abuse", "suicide"), ("999", "111-mental-health", "domestic-abuse", "samaritans", "shout")),
        ((), ()),
    ],
)
def test_the_most_urgent_number_is_first(kinds, numbers):
    assert numbers_for(kinds) == numbers


def test_every_number_is_one_of_the_dated_ones():
    assert set(numbers_for(KINDS)) == {line.key for line in list_urgent_lines("en-gb")}


def test_no_danger_no_help():
    assert get_urgent_help() is None
    assert get_urgent_help(words="I could murder a curry") is None
    assert "urgent-help" not in render_to_string("site/urgent_help.html", {"urgent_help": None})


@pytest.mark.parametrize(
    ("words", "reader", "spoken"),
    [
        ("I want to die", "en-gb", "en-gb"),
        ("I want to die", "fr", "en-gb"),
        ("I want to die", "pl", "en-gb"),
        ("chcę umrzeć", "en-gb", "pl"),
        ("میں مرنا چاہتا ہوں", "en-gb", "ur"),
        ("chcę umrzeć, I want to die", "pl", "pl"),
    ],
)
def test_help_is_in_a_language_of_the_words(words, reader, spoken):
    with override(reader):
        shown = render_to_string("site/urgent_help.html", {"urgent_help": get_urgent_help(words=words)})
    assert get_urgent_help(words=words, language=reader).language == spoken
    assert f'lang="{spoken}" dir="{"rtl" if spoken == "ur" else "ltr"}"' in shown
    assert f"/{spoken.partition('-')[0]}/urgent-help/" in shown
    for address in ("tel:999", "tel:111", "tel:116123", "sms:85258?body=SHOUT"):
        assert f'href="{address}"' in shown
    assert shown.index("tel:999") < shown.index("tel:111") < shown.index("tel:116123")


def test_nothing_of_what_was_typed_is_kept(capsys):
    shown = get_urgent_help(words="my name is Zebedee and I want to die")
    assert "Zebedee" not in repr(shown)
    assert "".join(capsys.readouterr()) == ""
    assert read_list.cache_info().currsize == len(LANGUAGES)
