"""What a FHIR resource says, in our columns: pure functions, no database and no clock.

Serves `keeping`, which writes it. Refuses to guess and to shorten: what does not fit, or has no place here, is left out
and said in the report. Text stays literal text, whatever markup it holds.
"""
