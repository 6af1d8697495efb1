"""Join two records of one person, by somebody's decision, and undo it to the row."""

from .deciding import RecordsDisagree, decide_not_the_same, merge_people, undo_merge

__all__ = ["RecordsDisagree", "decide_not_the_same", "merge_people", "undo_merge"]
