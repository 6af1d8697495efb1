"""People out: valid FHIR, nothing secret, everything recorded, and back in as it was."""
