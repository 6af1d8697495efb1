"""`--write-matrix` writes the permission matrix anew, for somebody to read before it is kept."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option of these tests."""
    parser.addoption("--write-matrix", action="store_true", help="write docs/permission-matrix.md anew")
