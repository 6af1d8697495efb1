"""What was taken from a record, into our tables: found again, made new, or brought up to date.

Serves the runner. Everything here happens inside a transaction that the runner opened. Refuses to change the person's
own words, and what staff corrected here: the report says so instead.
"""
