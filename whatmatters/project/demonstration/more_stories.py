"""The rest of the people of Ashcombe Vale: see `stories`."""

from __future__ import annotations

from datetime import date

from whatmatters.foundation.people.services.circle import Member
from whatmatters.foundation.people.services.communication import Needs

from .story import Hope, Step, Story, new_person

RUTH = Story(
    key="ruth",
    new=new_person("Ruth", "Abernathy", date(1956, 2, 29), "9990003599", way="phone", contact="01632 960220"),
    address=("3 Orchard Rise\nAshcombe", "ZZ99 6FF"),
    about=(("most-important", "George, and being the one who looks after him for as long as I can."),),
    circle=(Member("George Abernathy", "husband", "01632 960220"),),
    talked="Ruth and Dr Obi, at the surgery.",
    what_matters="I do not want a stroke, and I do not want to bleed. I want somebody to sit down and explain.",
    hopes=(
        Hope(
            "I want to decide about the blood-thinning tablets without being rushed",
            "My mother had a stroke.",
            8,
            (Step("Read about both choices and write down my questions", days=3, sure=9),),
        ),
    ),
    worker="clinician",
    days_ago=12,
)

GEORGE = Story(
    key="george",
    new=new_person("George", "Abernathy", date(1952, 7, 21), "9990003963", way="phone", contact="01632 960220"),
    about=(("please-do", "Please do play Glenn Miller. Please do not say “remember?”."),),
    needs=Needs(
        support=["carer-present", "short-sentences"],
        in_words="Short sentences. Wait for the answer.",
        preferred_way="letter",
    ),
    circle=(
        Member("Ruth Abernathy", "wife", "01632 960220", is_carer=True, is_next_of_kin=True, is_emergency_contact=True),
    ),
    days_ago=12,
)

SOFIA = Story(
    key="sofia",
    new=new_person("Sofia", "Marin", date(1990, 9, 14), "9990004331"),
    address=("A refuge", "ZZ99 3CZ"),
    is_secret=True,
    needs=Needs(
        in_words="Never telephone. Never leave a message. Only speak to me alone.",
        preferred_way="none",
        unsafe_ways="Telephone, letters, anything at home",
        may_leave_message=False,
    ),
    what_matters="To be left in peace, and to see my sister.",
    talked="Sofia and Grace, alone.",
    hopes=(
        Hope(
            "I want to see my sister without being found",
            "",
            10,
            (Step("Find a place to meet, and tell me alone", "staff", "Grace Mensah", days=6),),
        ),
    ),
    worker="coordinator",
    also=(),
    days_ago=9,
)

KAI = Story(
    key="kai",
    new=new_person("Kai", "Rees", date(2009, 12, 3), "", way="mobile", contact="07700 900150"),
    address=("27 Weir Side\nFell", "ZZ99 7GG"),
    circle=(Member("Gwen Rees", "grandmother", "07700 900151", is_carer=True, is_emergency_contact=True),),
    about=(("most-important", "My bike. Not being talked about like I'm not in the room."),),
    talked="Kai and Lena, walking.",
    what_matters="Talk to me, not over me.",
    hopes=(
        Hope(
            "I want to fix bikes with people who don't know I was in hospital",
            "",
            7,
            (Step("Look at the bike workshop together", "staff", "Lena Fischer", days=1, sure=7),),
            own=True,
        ),
    ),
    worker="coach",
    days_ago=25,
    login="kai",
)

HAWA = Story(
    key="hawa",
    new=new_person("Hawa", "", None, "", way="none", language="ti"),
    days_ago=3,
)

WALTER = Story(
    key="walter",
    new=new_person("Walter", "Finch", date(1938, 10, 1), "9990004706", way="phone", contact="01632 960230"),
    address=("1 Crossing Cottages\nFell", "ZZ99 8HH"),
    circle=(Member("Carol Finch", "daughter", "07700 900231", is_carer=True, is_next_of_kin=True),),
    hopes=(
        Hope(
            "I want to die at home",
            "",
            10,
            (Step("Ask the community nurses to come at night too", "staff", "Sam Patel", when="this week"),),
        ),
    ),
    talked="Walter and Sam.",
    what_matters="My own bed.",
    days_ago=120,
)
