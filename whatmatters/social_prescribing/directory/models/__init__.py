"""Tables of the directory."""

from .feeds import Feed, FeedProblem, FeedRun, LooseRecord
from .finding import FindingRow, ListingVector, Postcode, Session
from .keeping import DuplicateProposal, Report
from .listings import Listing, ListingVersion

__all__ = [
    "DuplicateProposal",
    "Feed",
    "FeedProblem",
    "FeedRun",
    "FindingRow",
    "Listing",
    "ListingVector",
    "ListingVersion",
    "LooseRecord",
    "Postcode",
    "Report",
    "Session",
]
