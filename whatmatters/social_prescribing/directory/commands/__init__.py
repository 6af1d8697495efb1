"""The directory on the command line: feeds and postcodes taken in.

Serves whoever runs a copy of whatmatters. A door like the pages: it asks one thing of the component and prints the
answer.
"""

from .feeds import import_feed
from .postcodes import postcodes

__all__ = ["import_feed", "postcodes"]
