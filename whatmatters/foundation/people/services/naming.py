"""Keep what people are found by in step with their names.

Serves registration, correction, merging and imports: whoever saves a name calls `index_names` in the same transaction.
"""

from __future__ import annotations

from collections.abc import Collection

from ..models import CareRelationship, NameWord, Person
from ..rules.names import name_words, search_name


def fill_search_name(person: Person) -> None:
    """Set the line that lists are ordered by, before the person is saved."""
    person.search_name = search_name(
        given=person.given_names, family=person.family_name, preferred=person.preferred_name
    )


def index_names(people: Collection[Person], *, are_new: bool = False) -> None:
    """Write the words by which these people are found. `are_new` saves two statements when none had any yet.

    The people's relationships get the same order; a relationship that is made later copies `search_name` itself.
    """
    if not are_new:
        NameWord.objects.filter(person__in=people).delete()
        for person in people:
            CareRelationship.objects.filter(person=person).update(search_name=person.search_name)
    NameWord.objects.bulk_create(
        [NameWord(person=person, word=word) for person in people for word in sorted(_words(person))], batch_size=1000
    )


def _words(person: Person) -> frozenset[str]:
    return name_words(given=person.given_names, family=person.family_name, preferred=person.preferred_name)
