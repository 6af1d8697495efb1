"""`./test`: everything that must hold before a change goes in, in one command.

Serves developers and continuous integration alike. Runs the checks of style, types, imports, migrations and
generated pages, then the tests on SQLite, on PostgreSQL and in a real browser, and says at the end which failed.
Refuses to skip: what cannot be run (no browser, no database server) has failed.
"""
