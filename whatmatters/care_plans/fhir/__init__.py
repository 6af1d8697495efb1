"""Plans, goals and actions to and from FHIR R4 (CarePlan, Goal). UK Core has no Goal profile: base R4 is used."""
