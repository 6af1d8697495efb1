"""Tests of the FHIR engine. The people in them are invented; NHS numbers are from the 999 test range."""
