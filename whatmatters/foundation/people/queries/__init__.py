"""Every read of people's records, as frozen dataclasses. Each says what it records of itself in the audit trail."""
