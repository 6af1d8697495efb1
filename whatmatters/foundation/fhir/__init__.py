"""The FHIR R4 engine: reads records of any size, checks their shape, and writes valid ones.

Serves every component that takes in or gives out FHIR. Knows none of them: it may import `kernel` and `nhsuk` only.
README.md has the public interface.
"""
