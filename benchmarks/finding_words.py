"""How well services are found by a person's own words: words alone, meaning alone, and both, on labelled sentences.

    python -m benchmarks.finding_words            the open two thirds
    python -m benchmarks.finding_words --sealed   the sealed third: once, when the matcher is done

Loads Ashcombe Vale (and Street Support's Manchester, where the shared data lie beside the repository) into a database of
its own. Recall@5 is the share of right answers among the first five, of as many as could stand there; nDCG@10 with gains
of 3 and 1.
"""

from __future__ import annotations

import argparse
import csv
import math
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
FEED = ROOT / "whatmatters" / "project" / "demonstration" / "directory_feed"
MANCHESTER = ROOT.parent / "shared" / "data" / "directory-uk-streetsupport"
Rank = Callable[[str], list[str]]


def main() -> None:
    """Load, rank and score."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sealed", action="store_true", help="score the sealed third instead")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"WHATMATTERS_HOME": home, "DJANGO_SETTINGS_MODULE": "whatmatters.project.settings"}
        import django

        django.setup()
        names = load()
        questions = read_questions(sealed=chosen.sealed)
        print(f"{len(questions)} sentences, {'sealed' if chosen.sealed else 'open'}")
        for name, rank in ways(names).items():
            print(f"{name:<8} {in_words(score(questions, rank))}")


def load() -> dict[int, str]:
    """Take the listings in; what the answers call each, by its number."""
    from django.core.management import call_command

    from whatmatters.foundation.kernel.actor import Actor
    from whatmatters.foundation.kernel.clock import now
    from whatmatters.social_prescribing.directory.models import Listing
    from whatmatters.social_prescribing.directory.services.feeds import add_feed, take_feed
    from whatmatters.social_prescribing.directory.services.meaning import make_vectors

    call_command("migrate", verbosity=0)
    by = Actor.system("benchmark")
    for name, path in (("Ashcombe Vale", FEED), ("Manchester", MANCHESTER)):
        if path.exists():
            take_feed(feed_id=add_feed(name=name, by=by, at=now()), path=path, by=by, at=now())
    make_vectors(limit=100_000, by=by, at=now())
    names = dict(Listing.objects.values_list("number", "reference"))
    manchester = Listing.objects.filter(feed__name="Manchester").order_by("number").values_list("number", flat=True)
    return names | {number: f"ss:{place}" for place, number in enumerate(manchester)}


def read_questions(*, sealed: bool) -> list[tuple[str, dict[str, int]]]:
    """Each sentence with its answers and their grades."""
    closed = set((HERE / "finding" / "sealed.txt").read_text().split())
    answers: dict[str, dict[str, int]] = {}
    with (HERE / "finding" / "answers_uk.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            answers.setdefault(row["sentence_id"], {})[row["service_id"]] = int(row["grade"])
    with (HERE / "finding" / "sentences.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if (row["id"] in closed) is sealed]
    return [(row["sentence"], answers[row["id"]]) for row in rows if row["id"] in answers]


def ways(names: dict[int, str]) -> dict[str, Rank]:
    """Words alone, meaning alone, both (as the product does)."""
    from whatmatters.social_prescribing.directory.models import FindingRow
    from whatmatters.social_prescribing.directory.queries.finding.found import list_numbers
    from whatmatters.social_prescribing.directory.queries.finding.meaning import nearest_in_meaning
    from whatmatters.social_prescribing.directory.rules.asked import Asked

    findable = set(FindingRow.objects.values_list("listing_id", flat=True))

    def by_meaning(sentence: str) -> list[str]:
        near = nearest_in_meaning(sentence, among=None, limit=60)
        return [names[number] for number in sorted(near, key=near.__getitem__, reverse=True) if number in findable]

    return {
        "words": lambda sentence: [names[number] for number in any_words(sentence)],
        "meaning": by_meaning,
        "both": lambda sentence: [names[number] for number in list_numbers(Asked(sentence=sentence))],
    }


def any_words(sentence: str) -> list[int]:
    """What SQLite's full-text index ranks first for any of the words: the floor."""
    from django.db import connection

    from whatmatters.social_prescribing.directory.rules.asked import Asked

    words = " OR ".join(f'"{token}"' for token in Asked(words=sentence).tokens)
    statement = (
        "SELECT r.listing_id FROM directory_words w JOIN directory_findingrow r ON r.id = w.rowid "
        "WHERE directory_words MATCH %s ORDER BY bm25(directory_words, 5.0, 1.0, 0.0) LIMIT 60"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [f"{{name words}} : ({words})"])
        return list(dict.fromkeys(row[0] for row in cursor.fetchall()))


def score(questions: list[tuple[str, dict[str, int]]], rank: Rank) -> dict[str, float]:
    """The mean of each measure over all sentences."""
    sums = {"recall@5": 0.0, "nDCG@10": 0.0, "any right in 5": 0.0}
    for sentence, right in questions:
        found = rank(sentence)
        first = [one for one in found[:5] if one in right]
        sums["recall@5"] += len(first) / min(5, len(right))
        sums["nDCG@10"] += _gain([right.get(one, 0) for one in found[:10]]) / _gain(sorted(right.values())[::-1][:10])
        sums["any right in 5"] += bool(first)
    return {name: total / len(questions) for name, total in sums.items()}


def _gain(grades: list[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def in_words(scores: dict[str, float]) -> str:
    """The measures on one line."""
    return "  ".join(f"{name} {value:.3f}" for name, value in scores.items())


if __name__ == "__main__":
    main()
