"""The readability measure, against counts that anybody can check by saying the words aloud."""

import pytest

from whatmatters.foundation.kernel.reading import measure, sentences_of, syllables_in

SPOKEN = {
    1: "what care plan goal health walked asked helps changed once does goes real choose",
    2: "matters people person being quiet friendly budget doctor something needed diet safety apple wishes",
    3: "decision idea different area hospital everyday together another family earlier serious",
    4: "community information conversation activity material television",
    5: "university personality opportunity",
}


@pytest.mark.parametrize(
    ("word", "count"),
    [(word, count) for count, words in SPOKEN.items() for word in words.split()],
)
def test_syllables_are_those_we_say(word, count):
    assert syllables_in(word) == count


def test_the_formula_is_flesch_and_kincaids():
    found = measure("The cat sat on the mat. It was happy.")
    assert (found.words, found.sentences, found.syllables) == (9, 2, 10)
    assert found.grade == pytest.approx(0.39 * 4.5 + 11.8 * 10 / 9 - 15.59)
    assert found.age == pytest.approx(found.grade + 5)


def test_a_line_of_its_own_is_a_sentence_and_a_number_is_no_word():
    found = measure("Ring us\n0808 2000 247\nAsk for help. It costs £3.50 today.")
    assert found.sentences == 3
    assert sentences_of("One thing. Two things?\nThree") == ["One thing", "Two things", "Three"]


def test_an_empty_text_is_no_error():
    assert measure("").grade == 0
    assert measure(" … 12 … ").words_a_sentence == 0


def test_plain_words_measure_lower_than_office_words():
    plain = measure("We ask what matters to you. Then we plan with you. You keep a copy.")
    office = measure(
        "Stakeholders collaboratively establish individualised outcomes, utilising multidisciplinary "
        "assessment methodologies in accordance with organisational requirements."
    )
    assert plain.age < 9
    assert office.age > 18
