"""What stands in the plans of Daniel, Jaswinder, Tomasz and Ruth beside their goals: see `plans_in_full`."""

from __future__ import annotations

from whatmatters.care_plans.services import Part, WhenWorse

from .plans_in_full import InFull, Line

DANIEL = InFull(
    said=(
        Line("reason", "The agency sends a different person every week, and I am the one who has to explain."),
        Line(
            "known",
            "Spinal cord injury at C6 in 2016. Needs two people to turn. Skin is well.",
            own=False,
            said_by="Spinal unit",
        ),
        Line("matters", "That it is my house."),
        Line("going-well", "Ruta. The new chair. Femi cooking."),
        Line("worry", "That somebody gets ill and nobody comes."),
        Line("question", "Can I employ Ruta myself, and who pays her tax?"),
        Line("agenda", "Who comes in. The money. What happens when Ruta is away.", own=False),
        Line("strength", "I ran a depot rota for four years. I can run one for my own house."),
        Line("need", "The same person twice, at a time that I choose."),
        Line(
            "option", "A direct payment, with Ruta as the first employee", "He wants to try it for a year.", own=False
        ),
        Line("option", "The agency with a named team", "“They said that last time.”", own=False),
        Line(
            "risk",
            "Being alone for an hour in the afternoon, although I cannot turn by myself.",
            "Call button on the chair, the phone answers to my voice, the neighbour has the key code.",
        ),
        Line(
            "formulation",
            "He is well and able; what wears him down is strangers and other people's hours. Choosing who comes, and "
            "when, gives him back the house.",
            own=False,
        ),
        Line("funding", "NHS continuing healthcare; a direct payment is asked for.", own=False),
    ),
    worse=(
        WhenWorse(
            name="When nobody comes, or I get a bad headache",
            triggers=("Nobody is here half an hour after the time", "A pounding headache, sweating above the injury"),
            what_should_happen="Sit me up, loosen everything, look for what is pulling. If it does not ease, call 999 "
            "and say “autonomic dysreflexia”. If nobody came, ring Ruta, then Femi.",
            who_to_contact="Ruta Kazlauskas: 07700 900121\nFemi Okoro, son: 07700 900120",
            coping="Sit up, slow breaths, the match on.",
            early_signs="Goose bumps, a blotchy neck, I get sharp with people.",
            ready_at_hand="Spare catheter kit in the blue drawer; the alert card in the chair",
            are_the_persons=True,
        ),
    ),
    involved=(Part("Priya Nair", "personal health budget team", "Ashcombe Vale", "01632 960100", True),),
)

JASWINDER = InFull(
    said=(
        Line("reason", "The blood test was higher again, and the leaflet was about porridge."),
        Line(
            "known",
            "Type 2 diabetes since 2015. Eyes checked in spring: no change. Feet well.",
            own=False,
            said_by="Practice nurse",
        ),
        Line("matters", "To stand in the kitchen on Sunday and not pay for it until Wednesday.", means="voice"),
        Line("going-well", "I walk to the gurdwara. I never miss my tablets.", means="voice"),
        Line("worry", "My mother lost her sight.", means="voice"),
        Line("question", "What do I cook instead?", means="voice"),
        Line("agenda", "Food that is ours. Being tired. Eyes.", own=False),
        Line("strength", "She can feed two hundred people on time.", own=False),
        Line("need", "I do not know how to cook our food so that it does not harm me."),
        Line(
            "option", "The diabetes cooking course at the community kitchen", "If another woman comes too.", own=False
        ),
        Line("option", "A dietitian who speaks Punjabi", "Asked for; nobody in the area yet.", own=False),
        Line(
            "risk",
            "Fasting for the gurpurab, although her sugar may fall.",
            "Meter in her bag, sweet lassi at hand, Simran knows; she stops if it is under 4.",
        ),
        Line(
            "formulation",
            "She has the will and the skill; what she was given did not fit her kitchen. Advice that starts from her "
            "own food will hold.",
            own=False,
        ),
        Line("funding", "NHS: health coach and course.", own=False),
    ),
    worse=(
        WhenWorse(
            name="When my sugar is wrong",
            triggers=("Shaking, sweating, cannot think", "Over 15 two mornings running"),
            what_should_happen="If low: sugar, then bread, then sit. If high: water, test again, ring the surgery.",
            who_to_contact="Simran Kaur, niece: 07700 900131\nAshcombe Surgery: 01632 960111",
            coping="Sit down. Drink. Somebody else stirs.",
            early_signs="I get cross about the salt. I forget a name.",
            ready_at_hand="Glucose tablets in the apron pocket; the meter in my bag",
            are_the_persons=True,
        ),
    ),
    involved=(Part("Simran Kaur", "niece", reach="07700 900131"),),
)

TOMASZ = InFull(
    said=(
        Line("reason", "I have waited 23 weeks for the hip, and I cannot work.", means="told"),
        Line(
            "known",
            "Hip replacement agreed in June. No other long-term conditions.",
            own=False,
            said_by="Orthopaedic clinic",
        ),
        Line("matters", "Work. Without work I am not myself.", means="told"),
        Line("worry", "The van payments. What Ania says when I shout.", means="told"),
        Line("question", "Can another hospital do it sooner?", means="told"),
        Line("agenda", "The waiting time. Money until then. Sleep.", own=False),
        Line("strength", "Twenty years self-employed; he does what he says he will.", own=False),
        Line("need", "I cannot get into the van, and I do not sleep."),
        Line("option", "Ask to be seen by another hospital", "He has the right; he wants dates to compare.", own=False),
        Line(
            "risk",
            "Driving short distances for work before the operation.",
            "He asks the GP first, and stops when the leg goes numb. Ania drives on bad days.",
        ),
        Line(
            "formulation",
            "Pain, money and pride pull on each other: the date of the operation is what would loosen all three.",
            own=False,
        ),
        Line("funding", "NHS. He pays for the van himself.", own=False),
    ),
    worse=(
        WhenWorse(
            name="When the leg gives way",
            triggers=("I fall", "The leg is numb and does not come back"),
            what_should_happen="Do not drive. Ring the surgery the same day. If I cannot stand at all, call 999.",
            who_to_contact="Ania Wiśniewska, wife: 07700 900141",
            coping="Lie on the left side. The cold pack. Ania's brother takes the job.",
            early_signs="I hold the door frame. I say it is nothing.",
            ready_at_hand="Crutches behind the door",
            are_the_persons=True,
        ),
    ),
    involved=(Part("Ania Wiśniewska", "wife", reach="07700 900141"),),
)

RUTH = InFull(
    said=(
        Line("reason", "My heart goes out of step, and I was given two leaflets and three minutes."),
        Line(
            "known",
            "Atrial fibrillation found in September. Kidneys well. One fall last year, on ice.",
            own=False,
            said_by="Cardiology clinic",
        ),
        Line("matters", "To be here for George, and to have my wits about me.", means="paper"),
        Line("worry", "A stroke like my mother's. Or a bleed, with George alone in the house.", means="paper"),
        Line("question", "What happens if I do nothing for three months?", means="paper"),
        Line("agenda", "The two choices, with numbers. Who sits with George.", own=False),
        Line(
            "strength", "She has run a house and a sick man for six years and never missed a tablet of his.", own=False
        ),
        Line("need", "I cannot decide while I am listening for George."),
        Line("option", "Blood-thinning tablets", "She wants the numbers in writing first.", own=False),
        Line("option", "Wait, and look at it again", "With a day for it, not “some time”.", own=False),
        Line(
            "risk",
            "Waiting two weeks to decide, although the risk of a stroke goes on.",
            "She knows the signs of a stroke; a day is set; she can ring Dr Obi before it.",
        ),
        Line(
            "formulation",
            "She can weigh this well when she has time, paper and somebody with George. The hurry was the problem, "
            "not the choice.",
            own=False,
        ),
        Line("funding", "NHS. A sitter for George through the council's carers' fund.", own=False),
    ),
    worse=(
        WhenWorse(
            name="If I have a stroke or a bleed",
            triggers=("My face drops, an arm is weak, or my words come out wrong", "Bleeding that does not stop"),
            what_should_happen="Call 999. Say that George cannot be left. Alan is rung, and the Tuesday group sits.",
            who_to_contact="Alan Abernathy, son: 07700 900221",
            coping="George's Glenn Miller tape, for both of us.",
            early_signs="Flutter in my chest for more than an hour.",
            ready_at_hand="George's folder and mine, on the hall table",
            are_the_persons=True,
        ),
    ),
    involved=(Part("Alan Abernathy", "son", reach="07700 900221"),),
)
