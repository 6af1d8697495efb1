"""Counts for those who plan and pay for services: by organisation and month, never a person's name."""
