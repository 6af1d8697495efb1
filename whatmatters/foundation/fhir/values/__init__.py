"""Reads FHIR's data types as pure functions: what is there, and a reason for what could not be read.

Serves every import. Each function takes the raw JSON and the place it came from (as in FHIRPath) and gives a `Read`:
the value and the reasons. Refuses to guess and to shorten: a value that cannot be read, or is longer than it may be,
is left out with its reason. Text is plain text: markup in it stays literal, control characters go.
"""
