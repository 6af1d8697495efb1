"""What policy says about plans: pure functions that return reasons, and the words and settings they rest on."""

from .agreeing import GROUNDS, AgreedBy, agreement_reasons
from .attaining import LEVELS, goal_scores, scale_reasons, score_reasons
from .contingency import contingency_reasons
from .counting import CRITERIA, Criterion, criteria_met
from .headings import HEADINGS, MEANS, REMARKS, Heading, list_headings
from .plain_words import PlainerWord, WordsAdvice, plain_words_advice
from .settings import ACHIEVEMENTS, CARE_ANSWERS, CARE_QUESTIONS, OWNERS, SETTINGS, WAYS_TO_MEET
from .stages import STAGES, PlanFacts, StageItem, stage_items, stage_now
from .standards import STANDARDS, Fact, Standard, StandardLine, StandardReport, check_standard, load_standard
from .templates import PlanTemplate, find_template, list_templates, newest_template, template_reasons
from .words import due_reasons, own_words_reasons, reminder_reasons, review_reasons, ruler_reasons, words_reasons

__all__ = [
    "ACHIEVEMENTS",
    "CARE_ANSWERS",
    "CARE_QUESTIONS",
    "CRITERIA",
    "GROUNDS",
    "HEADINGS",
    "LEVELS",
    "MEANS",
    "OWNERS",
    "REMARKS",
    "SETTINGS",
    "STAGES",
    "STANDARDS",
    "WAYS_TO_MEET",
    "AgreedBy",
    "Criterion",
    "Fact",
    "Heading",
    "PlainerWord",
    "PlanFacts",
    "PlanTemplate",
    "StageItem",
    "Standard",
    "StandardLine",
    "StandardReport",
    "WordsAdvice",
    "agreement_reasons",
    "check_standard",
    "contingency_reasons",
    "criteria_met",
    "due_reasons",
    "find_template",
    "goal_scores",
    "list_headings",
    "list_templates",
    "load_standard",
    "newest_template",
    "own_words_reasons",
    "plain_words_advice",
    "reminder_reasons",
    "review_reasons",
    "ruler_reasons",
    "scale_reasons",
    "score_reasons",
    "stage_items",
    "stage_now",
    "template_reasons",
    "words_reasons",
]
