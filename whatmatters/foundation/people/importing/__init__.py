"""People in: FHIR records and spreadsheets, each person all in or not in. README.md says how it works."""
