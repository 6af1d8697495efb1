"""The shape of what is typed about plans. What it means is for rules and services to say."""

from whatmatters.foundation.nhsuk.forms import PlainForm

from .agreeing import AgreementForm, ClosingForm
from .context import InvitationForm, PartForm
from .contingency import ContingencyForm
from .goals import ME, ActionForm, GoalForm, GoalProgressForm, ProgressForm
from .paper import PaperAnswersForm
from .reviewing import CareForm, ReviewForm, ScaleForm
from .starting import StartForm
from .talking import AnswerForm, ConversationForm, RemarkForm, StatementForm

__all__ = [
    "ME",
    "ActionForm",
    "AgreementForm",
    "AnswerForm",
    "CareForm",
    "ClosingForm",
    "ContingencyForm",
    "ConversationForm",
    "GoalForm",
    "GoalProgressForm",
    "InvitationForm",
    "PaperAnswersForm",
    "PartForm",
    "PlainForm",
    "ProgressForm",
    "RemarkForm",
    "ReviewForm",
    "ScaleForm",
    "StartForm",
    "StatementForm",
]
