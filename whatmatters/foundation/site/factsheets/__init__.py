"""Factsheets of the six components: one A4 page as PDF/UA, the same in large print, and as plain text.

Serves the page of each component. Made from the same content as the page, so that paper and screen cannot differ.
"""

from .making import FORMS, Factsheet, make_factsheet

__all__ = ["FORMS", "Factsheet", "make_factsheet"]
