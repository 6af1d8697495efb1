"""The columns of the spreadsheet of plans: what each is called, by which other headings it is known, what it is for.

Serves reading, the template and the documentation, which are all made from this table.
"""

from __future__ import annotations

from whatmatters.foundation.people.importing.spreadsheets.layout import Column, bare_heading

PLAN_COLUMNS = (
    Column(
        "reference",
        "Plan reference",
        "What your own system calls the plan. Every row of one plan has the same. Needed.",
        "PLAN-0042",
        ("reference", "ref", "plan id", "plan number", "plan ref"),
    ),
    Column("nhs_number", "NHS number", "10 digits. This, or names and birth date.", "999 000 0018", ("nhs no", "nhs")),
    Column("given_names", "Given names", "", "Amina Jane", ("given name", "first name", "first names", "forename")),
    Column("family_name", "Family name", "", "Okafor", ("surname", "last name")),
    Column("birth_date", "Birth date", "Day first: 22/11/1948.", "22/11/1948", ("date of birth", "dob", "born")),
    Column("title", "Plan title", "May be empty.", "Walking again", ("title", "plan", "plan name")),
    Column("lead", "Lead", "Name of whoever leads the plan.", "Sam Patel", ("led by", "plan lead", "key worker")),
    Column(
        "review_on",
        "Review date",
        "When to look at the plan again. It must be still to come.",
        "1/3/2027",
        ("review", "next review", "review due", "review on"),
    ),
    Column("goal", "Goal", "What the person hopes for.", "I want to walk to the shop", ("goals", "hope", "outcome")),
    Column(
        "own_words",
        "Own words",
        "Yes, if your record holds the goal in the person's own words. It is still shown as from another record.",
        "yes",
        ("in own words", "persons own words", "person's own words"),
    ),
    Column("written_by", "Written down by", "Who wrote them down for the person.", "Sam Patel", ("recorded by",)),
    Column("importance", "Importance", "From 1 to 10.", "9", ("how important", "goal importance")),
    Column(
        "goal_state",
        "Goal status",
        "Thought about, being worked on, on hold, finished, no longer wanted. Empty: being worked on.",
        "being worked on",
        ("goal state",),
    ),
    Column(
        "step", "Step", "What will be done. One step a row.", "Walk to the corner with Bill", ("action", "next step")
    ),
    Column("owner", "Who", "The person, circle, group or staff.", "circle", ("owner", "by whom", "who will do it")),
    Column("owner_name", "Who by name", "", "Bill Tanner", ("owner name", "name of owner")),
    Column("due_on", "Due date", "May have gone: then the step is late.", "20/12/2026", ("due", "by when", "step due")),
    Column("when", "When in words", "", "when it is dry", ("when", "how often")),
    Column("confidence", "Confidence", "How sure the person is, from 1 to 10.", "7", ("how sure", "sure")),
    Column(
        "step_state",
        "Step status",
        "Not started, under way, done, will not be done. Empty: not started.",
        "under way",
        ("step state", "action status", "status"),
    ),
)
"""Every column, in the order of the template."""

HEADINGS = {column.name: column.heading for column in PLAN_COLUMNS}

_BY_HEADING = {
    bare_heading(heading): column.name
    for column in PLAN_COLUMNS
    for heading in (column.heading, *column.also, column.name.replace("_", " "))
}


def plan_column_headed(text: str) -> str | None:
    """The name of the column with this heading; None when there is none such."""
    return _BY_HEADING.get(bare_heading(text))
