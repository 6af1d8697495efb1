"""The search, on both databases: words, place, day and time past midnight, age, groups, and meaning."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from whatmatters.foundation.kernel.errors import Refused
from whatmatters.social_prescribing.directory.models import Listing
from whatmatters.social_prescribing.directory.queries.finding import find_services
from whatmatters.social_prescribing.directory.queries.finding.answer import get_answer
from whatmatters.social_prescribing.directory.rules.asked import Asked
from whatmatters.social_prescribing.directory.rules.places import Point, distance_km
from whatmatters.social_prescribing.directory.services.listings import move_listing
from whatmatters.social_prescribing.directory.services.meaning import make_vectors
from whatmatters.social_prescribing.directory.services.postcodes import load_postcodes

from .conftest import AT, LOADER, service

DAY = date(2026, 11, 23)
ASHCOMBE = Point.from_degrees(54.4, -2.1)

TABLE = [
    (Asked(words="café"), {"Bereavement café", "Night café"}),
    (Asked(words="cafe warm"), {"Night café"}),
    (Asked(words="swimmers"), {"Gentle swim"}),
    (Asked(centre=ASHCOMBE, km=2), {"Bereavement café", "Night café", "Young carers' club"}),
    (Asked(centre=ASHCOMBE, km=30), {"Bereavement café", "Night café", "Young carers' club", "Gentle swim"}),
    (Asked(centre=ASHCOMBE, km=2, also_anywhere=True, words="debt"), {"Debt advice by phone"}),
    (Asked(age=12), {"Bereavement café", "Night café", "Young carers' club", "Debt advice by phone"}),
    (Asked(age=40, centre=ASHCOMBE, km=2), {"Bereavement café", "Night café"}),
    (Asked(weekday=4), {"Night café"}),
    (Asked(weekday=4, from_minute=1080, to_minute=1440), {"Night café"}),
    (Asked(weekday=4, from_minute=360, to_minute=720), set()),
    (Asked(weekday=4, from_minute=1500, to_minute=1530), {"Night café"}),
    (Asked(from_minute=360, to_minute=720), {"Bereavement café"}),
    (Asked(needs=("bereavement",)), {"Bereavement café"}),
    (Asked(needs=("money", "bereavement")), {"Bereavement café", "Debt advice by phone"}),
    (Asked(groups=("young",), words="carers"), {"Young carers' club"}),
    (Asked(groups=("older",), words="swimmers"), {"Gentle swim"}),
    (Asked(is_free=True), {"Bereavement café"}),
    (Asked(is_online=True), {"Debt advice by phone"}),
    (Asked(words="nothing like this at all"), set()),
    (Asked(words="\"quoted\" AND (café* OR -x) NEAR/3 'y'"), set()),
]


@pytest.mark.parametrize(("asked", "names"), TABLE, ids=[f"{number}" for number in range(len(TABLE))])
def test_it_finds_what_was_asked_for(take, asked, names):
    take()
    assert {one.card.name for one in find_services(asked, day=DAY).services} == names


def test_the_nearest_comes_first_with_its_distance_and_why(take):
    take()
    found = find_services(Asked(centre=ASHCOMBE, km=30), day=DAY).services
    assert found[0].card.name == "Bereavement café"
    assert [round(one.km) for one in found] == [0, 0, 0, 15]
    assert any("miles away" in why for why in found[-1].why)
    assert all(one.why for one in found)


def test_it_agrees_with_looking_at_every_row(take):
    """Three hundred scattered services and fifty circles: the index finds what measuring each would."""
    chance = random.Random(7)
    places = {f"Group {n}": (54 + chance.random(), -2 + chance.random()) for n in range(300)}
    take(tuple(service(name, at=at) for name, at in places.items()))
    for _ in range(50):
        centre, km = Point.from_degrees(54 + chance.random(), -2 + chance.random()), chance.choice([2, 5, 10, 25])
        near = {name for name, at in places.items() if distance_km(centre, *_millionths(at)) <= km}
        assert find_services(Asked(centre=centre, km=km), day=DAY, size=300).total == len(near)


def _millionths(at):
    point = Point.from_degrees(*at)
    return point.latitude, point.longitude


def test_only_what_is_published_is_found(take):
    take()
    cafe = Listing.objects.get(name="Bereavement café")
    move_listing(listing_id=cafe.id, move="keep_private", why="A refuge.", by=LOADER, at=AT)
    make_vectors(by=LOADER, at=AT)
    said = "Since my husband died I don't talk to anyone from one day to the next"
    for asked in (Asked(words="bereavement"), Asked(), Asked(sentence=said), Asked(centre=ASHCOMBE, sentence=said)):
        assert cafe.name not in {one.card.name for one in find_services(asked, day=DAY).services}


def test_a_persons_own_words_find_what_they_mean(take):
    take()
    make_vectors(by=LOADER, at=AT)
    said = {"words": "Since my husband died I don't talk to anyone from one day to the next"}
    answer = get_answer(said=said, page=1, day=DAY)
    assert answer.found.services[0].card.name == "Bereavement café"
    assert answer.urgent_help is None


def test_what_changed_is_understood_anew(take):
    take()
    make_vectors(by=LOADER, at=AT)
    take(
        (
            {**_named("Night café"), "description": "Football training for beginners, boots lent."},
            *_others("Night café"),
        )
    )
    assert make_vectors(by=LOADER, at=AT + timedelta(minutes=1)) == 1
    found = find_services(Asked(sentence="I used to love kicking a ball about with my mates on a Sunday"), day=DAY)
    assert found.services[0].card.name == "Night café"


def _named(name):
    from .conftest import SERVICES

    return next(one for one in SERVICES if one["name"] == name)


def _others(name):
    from .conftest import SERVICES

    return [one for one in SERVICES if one["name"] != name]


def test_words_of_danger_bring_urgent_help_first(take):
    take()
    answer = get_answer(said={"words": "I want to end it all, I can't go on"}, page=1, day=DAY)
    assert answer.urgent_help is not None


def test_an_unknown_postcode_is_said(take, tmp_path):
    take()
    (tmp_path / "p.csv").write_text(
        "postcode,latitude,longitude\nZZ99 2BB,54.4,-2.1\nnonsense,1,1\nZZ99 3CC,99.999999,0\n"
    )
    assert load_postcodes(path=tmp_path / "p.csv", by=LOADER) == (1, 2)
    assert get_answer(said={"place": "zz992bb", "miles": "1"}, page=1, day=DAY).found.total == 4
    assert get_answer(said={"place": "ZZ99 9ZZ"}, page=1, day=DAY).place.is_exact is False
    with pytest.raises(Refused):
        get_answer(said={"place": "QQ1 1QQ"}, page=1, day=DAY)


def test_a_page_of_results_costs_the_same_for_two_as_for_twenty(take, django_assert_num_queries):
    take(tuple(service(f"Tea {number}", description="Tea") for number in range(40)))
    with django_assert_num_queries(2):
        find_services(Asked(words="tea"), day=DAY)
