"""The full-text index of finding rows: an FTS5 table on SQLite, a tsvector with a GIN index on PostgreSQL.

`words` is what people may look for; `facts` are words of ours (needs, days, grid squares, who it is for).
"""

from django.db import migrations

SQLITE = (
    "CREATE VIRTUAL TABLE directory_words USING fts5(name, words, facts, detail=column, tokenize='porter unicode61')",
)
POSTGRESQL = (
    "CREATE TABLE directory_words (id bigint PRIMARY KEY, terms tsvector NOT NULL)",
    "CREATE INDEX directory_words_terms ON directory_words USING gin (terms)",
)


def make(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE directory_words")


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
