"""Rules that the whole codebase keeps, found out from the code itself."""
