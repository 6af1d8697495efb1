"""What the records of the demonstration say of people beside their stories: particulars, how to reach them, and the
rest of About Me. Invented, like everything here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from whatmatters.foundation.people.services.communication import Needs


@dataclass(frozen=True, slots=True)
class More:
    """What is added to one story. `about` is by heading, like a story's own; `needs` only where the story has none."""

    gender: str
    ethnicity: str
    about: tuple[tuple[str, str], ...] = ()
    needs: Needs | None = None
    title: str = ""
    values: dict[str, Any] = field(default_factory=dict)

    def particulars(self, practice_id: object) -> dict[str, Any]:
        """What is written into the record, by the names of the particulars."""
        return {"gender": self.gender, "ethnicity": self.ethnicity, "title": self.title, "gp_practice": practice_id}


WHO_THEY_ARE: dict[str, More] = {
    "peggy": More(
        "female",
        "White British",
        (
            ("support", "I do everything by myself but shop and post. Read my letters to me, and let me sign them."),
            ("also", "I was a school cook for thirty years. I am chapel, and I like a hymn with a good alto line."),
        ),
        title="Mrs",
    ),
    "idris": More(
        "male",
        "Somali",
        (
            ("people", "Mum. Hooyo's sister Fadumo. My cousins Liban and Sahra. Miss Kaye at school."),
            ("wellness", "Well: I hum and laugh. Not well: I go pale, I do not hum, I want my blanket."),
            ("please-do", "Please do show me the picture first. Please do not hold my hands still."),
            ("also", "I know every train on the line. The 11.04 is best."),
        ),
    ),
    "daniel": More(
        "male",
        "Black British, Nigerian family",
        (
            ("people", "Femi and Tola, my kids. Ruta, who knows how I like things. My brother in Leeds."),
            ("communicate", "Talk to me. My voice goes by the evening, so give me time or wait until morning."),
            ("wellness", "Good days I sit up for the whole match. Bad days the spasms come every few minutes."),
            ("please-do", "Please do ring the bell. Please do not talk across me to whoever is pushing the chair."),
            ("support", "I need two hands for washing and dressing, at seven, not at ten. I do my own money."),
            ("also", "I drove buses for twelve years. Ask me about the number 9."),
        ),
    ),
    "jaswinder": More(
        "female",
        "Indian, Punjabi",
        (
            ("people", "My husband Harbhajan, my niece Simran, and the women of the langar kitchen."),
            ("communicate", "Punjabi for anything that matters. My niece should not have to be the interpreter."),
            ("please-do", "Please do ask a woman to examine me. Please do not weigh me in front of others."),
            ("support", "I take my own tablets. Help me read what is on the packets."),
            ("also", "I have cooked for two hundred. A recipe card for one makes me laugh."),
        ),
    ),
    "tomasz": More(
        "male",
        "Polish",
        (
            ("people", "My wife Ania. My mother in Poznań, on Sundays by video."),
            ("communicate", "Polish first. English is good for simple things, not for what is wrong with me."),
            ("wellness", "When the hip is bad I do not sleep, and then I am short with people. I am sorry for it."),
            ("please-do", "Please do tell me the real waiting time. Please do not say “soon”."),
            ("support", "Help me with the forms. The rest I can do."),
            ("also", "I restored the van myself. Nineteen years old and it starts every time."),
        ),
        Needs(
            support=["language-interpreter"],
            interpreter_language="Polish",
            in_words="Polish interpreter for the hospital. Texts are best.",
            preferred_way="sms",
        ),
    ),
    "ruth": More(
        "female",
        "White British",
        (
            ("people", "George. Our son Alan in Bristol. The Tuesday group, who know without being told."),
            ("communicate", "Give it to me in writing as well. I listen better when George is settled."),
            ("wellness", "I am well when I have slept. I am not well when I start writing lists at night."),
            ("please-do", "Please do ask how I am, too. Please do not decide things on the doorstep."),
            ("support", "I need somebody to sit with George while I see the doctor."),
            ("also", "I taught the violin. I can hear when the fridge is about to go."),
        ),
        Needs(formats=["large-print"], in_words="Write it down for me as well.", preferred_way="letter"),
        title="Mrs",
    ),
    "sofia": More(
        "female",
        "Latin American",
        (
            ("most-important", "That nobody finds out where I am."),
            ("people", "My sister. I do not want her name written here."),
            ("communicate", "Speak to me alone, in a room with a door."),
            ("wellness", "I am better when I have slept with the light on. I go quiet when I am frightened."),
            ("please-do", "Please do say who will read what I tell you. Please do not ring."),
            ("support", "Let me choose the time. Let me sit near the door."),
            ("also", "I bake. The oven here is small, but it works."),
        ),
    ),
    "kai": More(
        "male",
        "Welsh and Caribbean",
        (
            ("people", "Nan. Dev from school. Lena, because she walks."),
            ("communicate", "Text. I'll answer, just not straight away. Walking is better than sitting."),
            ("wellness", "Good: I'm in the garage. Bad: I stop answering and I stay in bed."),
            ("please-do", "Please do ask me first. Please don't read my notes out loud."),
            ("support", "Check in on Sundays. That's when it gets loud in my head."),
            ("also", "I can true a wheel by ear."),
        ),
        Needs(support=["quiet-place"], in_words="Text first, never ring.", preferred_way="sms"),
        values={"nhs_number": "9990005125"},
    ),
    "walter": More(
        "male",
        "White British",
        (
            ("most-important", "My own bed, the dog on it, and the window open."),
            ("people", "My daughter Carol. Bess, the dog."),
            ("communicate", "Loud and straight. I have had enough of whispering."),
            ("wellness", "A good day is tea and the paper. A bad day is no paper."),
            ("please-do", "Please do knock. Please do not tidy the bench."),
            ("support", "Carol does my tablets. I do my own shaving."),
            ("also", "Forty years at the signal box. I still wake for the 5.12."),
        ),
        Needs(support=["hearing-loop"], in_words="Speak up, and face me.", preferred_way="phone"),
        title="Mr",
    ),
}
"""By the key of the story; those who have no plan are not here."""
