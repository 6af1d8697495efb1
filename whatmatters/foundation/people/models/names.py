"""The words of each person's names, so that anybody is found by the beginning of any of them."""

from __future__ import annotations

from typing import Any

from django.db import models

from .persons import Person


class NameWord(models.Model):
    """One folded word of one person's name (see `rules.names`)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="name_words", db_index=False)
    # `db_index` gives PostgreSQL a second index that serves prefixes whatever the collation.
    word = models.CharField(max_length=100, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "word"], name="name_word_once")]


@models.CharField.register_lookup
class BeginsWith(models.Lookup):
    """`word__begins_with="smi"`: a prefix, exactly as stored, through an index on both databases.

    Django's own `startswith` becomes a LIKE that SQLite answers by reading the whole table.
    """

    lookup_name = "begins_with"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """PostgreSQL: LIKE, which `varchar_pattern_ops` serves."""
        left, left_params = self.process_lhs(compiler, connection)
        return f"{left} LIKE %s", (*left_params, f"{connection.ops.prep_for_like_query(self.rhs)}%")

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, tuple[Any, ...]]:
        """SQLite: from the prefix to the last text that begins with it."""
        left, left_params = self.process_lhs(compiler, connection)
        return f"{left} >= %s AND {left} < %s", (*left_params, self.rhs, *left_params, self.rhs + "\U0010ffff")
