"""The addresses of plans."""

from django.urls import path

from .views import agreeing, contingency, goals, paper, plans, reviewing, stages, standards, talking

app_name = "care_plans"

urlpatterns = [
    path("people/<uuid:person_id>/plans/new", plans.start, name="start"),
    path("people/<uuid:person_id>/plans/choose", plans.choose, name="choose"),
    path("people/<uuid:person_id>/plans/", plans.plans_of, name="of_person"),
    path("plans/stage/<slug:stage>", plans.by_stage, name="by_stage"),
    path("plans/<uuid:plan_id>/", plans.plan, name="plan"),
    path("plans/<uuid:plan_id>/close", plans.close, name="close"),
    path("plans/<uuid:plan_id>/reopen", plans.reopen, name="reopen"),
    path("plans/<uuid:plan_id>/versions", plans.versions, name="versions"),
    path("plans/<uuid:plan_id>/versions/compare", plans.compare, name="compare"),
    path("plans/<uuid:plan_id>/standards", standards.standards, name="standards"),
    path("plans/<uuid:plan_id>/agree", agreeing.agree, name="agree"),
    path("plans/<uuid:plan_id>/stage/<slug:stage>", stages.stage, name="stage"),
    path("plans/<uuid:plan_id>/together", stages.together, name="together"),
    path("plans/<uuid:plan_id>/lead", stages.lead, name="lead"),
    path("plans/<uuid:plan_id>/involved/new", stages.involve, name="involve"),
    path("plans/<uuid:plan_id>/involved/<uuid:involved_id>/end", stages.involvement_end, name="involvement_end"),
    path("plans/<uuid:plan_id>/invite", stages.invite, name="invite"),
    path("plans/<uuid:plan_id>/conversation", talking.conversation, name="conversation"),
    path("plans/<uuid:plan_id>/paper.pdf", paper.paper_pdf, name="paper_pdf"),
    path("plans/<uuid:plan_id>/paper", paper.paper_enter, name="paper_enter"),
    path("plans/<uuid:plan_id>/say/<slug:under>", talking.say, name="say"),
    path("plans/<uuid:plan_id>/draft/<slug:under>", talking.keep_draft, name="keep_draft"),
    path("plans/<uuid:plan_id>/remark", talking.remark_new, name="remark_new"),
    path("remarks/<uuid:remark_id>/answer", talking.remark_answer, name="remark_answer"),
    path("statements/<uuid:statement_id>/change", talking.statement_change, name="statement_change"),
    path("statements/<uuid:statement_id>/take-back", talking.statement_take_back, name="statement_take_back"),
    path("plans/<uuid:plan_id>/when-worse/new", contingency.contingency_new, name="contingency_new"),
    path("when-worse/<uuid:contingency_id>/change", contingency.contingency_change, name="contingency_change"),
    path("when-worse/<uuid:contingency_id>/end", contingency.contingency_end, name="contingency_end"),
    path("plans/<uuid:plan_id>/review", reviewing.review, name="review"),
    path("plans/<uuid:plan_id>/how-care-was", reviewing.how_care_was, name="how_care_was"),
    path("plans/<uuid:plan_id>/goal", goals.goal_new, name="goal_new"),
    path("goals/<uuid:goal_id>/change", goals.goal_change, name="goal_change"),
    path("goals/<uuid:goal_id>/progress", goals.goal_progress, name="goal_progress"),
    path("goals/<uuid:goal_id>/scale", reviewing.goal_scale, name="goal_scale"),
    path("goals/<uuid:goal_id>/action", goals.action_new, name="action_new"),
    path("actions/<uuid:action_id>/change", goals.action_change, name="action_change"),
    path("actions/<uuid:action_id>/progress", goals.action_progress, name="action_progress"),
]
