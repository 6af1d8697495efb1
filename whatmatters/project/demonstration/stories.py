"""The people of Ashcombe Vale, all invented, and what matters to them.

Between them their stories will touch all six components: a decision, a choice, a community connection, coaching, a
budget, and the plan that holds them together. Days are counted back from the day the demonstration is loaded.
"""

from __future__ import annotations

from datetime import date

from whatmatters.foundation.people.services.circle import Member
from whatmatters.foundation.people.services.communication import Needs

from .more_stories import GEORGE, HAWA, KAI, RUTH, SOFIA, WALTER
from .story import Hope, Step, Story, new_person

PEGGY = Story(
    key="peggy",
    new=new_person(
        "Margaret",
        "Holloway",
        date(1945, 4, 18),
        "9990001006",
        preferred_name="Peggy",
        way="phone",
        contact="01632 960201",
    ),
    address=("14 Weavers Row\nAshcombe", "ZZ99 2BB"),
    about=(
        (
            "most-important",
            "Being in my own home, with Arthur's chair by the window.\nSinging. I sang alto for forty years.",
        ),
        ("people", "My daughter Jean rings every Sunday. My neighbour Bill has a key. Arthur died in March."),
        (
            "communicate",
            "Big print, please, and black on yellow if you can. I cannot see faces well, so say your name.",
        ),
        (
            "please-do",
            "Please do ring before you come.\nPlease do not move things in the kitchen. I find them by where they are.",
        ),
        ("wellness", "On a good day I go into the garden. On a bad day I do not get dressed."),
    ),
    needs=Needs(
        asked_how="Sam asked me at home",
        formats=["large-print"],
        support=["more-time"],
        in_words="Large print, 18 point or bigger. Say your name when you come in.",
        may_share=True,
        preferred_way="letter",
        safe_times="Mornings, after ten",
        may_leave_message=True,
    ),
    circle=(
        Member(
            "Jean Holloway",
            "daughter",
            "07700 900101",
            is_next_of_kin=True,
            is_emergency_contact=True,
            how_they_help="Rings on Sundays and does the forms with me",
        ),
        Member("Bill Tanner", "neighbour", "01632 960202", how_they_help="Has a key and takes the bins out"),
    ),
    talked="Peggy and Sam, at her kitchen table. Jean on the telephone for the last part.",
    what_matters="Since Arthur died I do not talk to anyone from one day to the next. I want to sing again.",
    hopes=(
        Hope(
            "I want to sing with other people again",
            "It is where I was happiest, and nobody needs to see well to sing.",
            10,
            (
                Step("Go to Ashcombe Voices and sing", when="Thursdays at two", sure=7, moves=("begin",)),
                Step(
                    "Come with Peggy the first time, and walk in together",
                    "staff",
                    "Sam Patel",
                    days=-3,
                    moves=("complete",),
                ),
                Step("Print the song words in large letters", "group", "Ashcombe Voices", days=6),
            ),
        ),
        Hope(
            "I want to walk to the shop on my own",
            "I meet people there. I have been afraid since I fell on the kerb.",
            8,
            (
                Step("Ask for a white stick lesson", "staff", "Grace Mensah", days=4),
                Step("Walk to the corner and back with Bill", "circle", "Bill Tanner", when="when it is dry", sure=6),
            ),
        ),
    ),
    is_agreed=True,
    login="peggy",
)

IDRIS = Story(
    key="idris",
    new=new_person(
        "Idris", "Yusuf", date(2019, 6, 2), "9990001375", way="mobile", contact="07700 900110", language="so"
    ),
    address=("Flat 3, 8 Canal Street\nAshcombe", "ZZ99 3CC"),
    about=(
        ("most-important", "Mum. Trains. Being outside."),
        ("communicate", "I do not use words. I take your hand to what I want. Show me pictures."),
        (
            "support",
            "I have seizures. My rescue medicine is in the red bag. Mum has shown everybody nine times: read it here.",
        ),
    ),
    needs=Needs(
        support=["pictures", "carer-present", "quiet-place"],
        in_words="Use pictures, and speak to Mum (Amina) as well as to me.",
        preferred_way="sms",
    ),
    circle=(
        Member(
            "Amina Yusuf",
            "mother",
            "07700 900110",
            is_carer=True,
            is_emergency_contact=True,
            is_next_of_kin=True,
            how_they_help="Everything",
        ),
    ),
    talked="Amina, Idris and Grace, at home.",
    what_matters="I want people to know him before they meet him.",
    hopes=(
        Hope(
            "Idris goes swimming with his cousins",
            "He is calm in water.",
            9,
            (
                Step("Find a warm pool with a hoist", "staff", "Grace Mensah", days=10),
                Step("Ask about money for a second helper", "circle", "Amina Yusuf", days=14, sure=5),
            ),
        ),
        Hope(
            "Mum sleeps through one whole night a month",
            "When she is rested, we go out.",
            8,
            (Step("Visit the short-break house with Idris and Amina", "staff", "Grace Mensah", days=12),),
        ),
    ),
    worker="coordinator",
    days_ago=40,
)

DANIEL = Story(
    key="daniel",
    new=new_person("Daniel", "Okoro", date(1974, 1, 30), "9990002118", way="email", contact="daniel.okoro@example.org"),
    address=("2 Station Cottages\nFell", "ZZ99 4DD"),
    about=(
        (
            "most-important",
            "My kids, rugby on the telly with people who shout, and deciding who comes into my house.",
        ),
    ),
    needs=Needs(preferred_way="email", safe_times="Any time after the morning carers have gone, about eleven"),
    circle=(
        Member("Femi Okoro", "son", "07700 900120", is_emergency_contact=True),
        Member("Ruta Kazlauskas", "personal assistant", "07700 900121", is_professional=True),
    ),
    talked="Daniel and Priya, by video.",
    what_matters="I want to choose who helps me wash, and I want the same person twice.",
    hopes=(
        Hope(
            "I choose who comes into my house and when",
            "It is my home, not a ward.",
            10,
            (Step("Ask for a personal health budget as a direct payment", days=5, sure=8),),
            own=True,
        ),
    ),
    is_agreed=True,
    login="daniel",
    days_ago=30,
)

JASWINDER = Story(
    key="jaswinder",
    new=new_person(
        "Jaswinder", "Kaur", date(1963, 8, 12), "9990002487", way="mobile", contact="07700 900130", language="pa"
    ),
    address=("51 Mill Lane\nAshcombe", "ZZ99 1AB"),
    about=(
        ("most-important", "ਮੇਰਾ ਪਰਿਵਾਰ, ਮੇਰੀ ਰਸੋਈ, ਅਤੇ ਗੁਰਦੁਆਰੇ ਵਿੱਚ ਸੇਵਾ।"),
        ("wellness", "Diabetes for eleven years. I know what sweets do. I do not know what to cook instead."),
    ),
    needs=Needs(
        formats=["other-language"],
        support=["language-interpreter"],
        interpreter_language="Punjabi",
        in_words="Punjabi interpreter, a woman if possible.",
        preferred_way="sms",
    ),
    circle=(Member("Simran Kaur", "niece", "07700 900131", is_emergency_contact=True),),
    talked="Jaswinder, her niece and Lena, with an interpreter by telephone.",
    what_matters="To be well enough to cook for two hundred on a Sunday.",
    hopes=(
        Hope(
            "I want to cook for everybody on Sundays without being tired for three days",
            "Seva is who I am.",
            9,
            (
                Step("Walk around the gurdwara garden after langar", when="Sundays", sure=8, moves=("begin",)),
                Step("Come to the cooking course for people with diabetes", days=21, sure=6),
            ),
        ),
    ),
    is_agreed=True,
    worker="coach",
)

TOMASZ = Story(
    key="tomasz",
    new=new_person(
        "Tomasz", "Wiśniewski", date(1981, 11, 5), "9990002851", way="mobile", contact="07700 900140", language="pl"
    ),
    address=("9 Foundry Terrace\nAshcombe", "ZZ99 5EE"),
    circle=(Member("Ania Wiśniewska", "wife", "07700 900141", is_emergency_contact=True, is_next_of_kin=True),),
    about=(("most-important", "Praca. Bez pracy nie jestem sobą."),),
    talked="Tomasz and Sam, by telephone.",
    what_matters="My hip. I have waited 23 weeks and I cannot drive the van.",
    hopes=(
        Hope(
            "I want to drive my van again",
            "It is my work.",
            10,
            (Step("Find out which hospitals could do the operation sooner", "staff", "Sam Patel", days=-2),),
        ),
    ),
    days_ago=20,
)

STORIES = (PEGGY, IDRIS, DANIEL, JASWINDER, TOMASZ, RUTH, GEORGE, SOFIA, KAI, HAWA, WALTER)
