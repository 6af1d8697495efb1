"""People out: a person's whole record as FHIR R4, written by every component that holds a part of it."""
