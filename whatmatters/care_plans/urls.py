"""The addresses of plans."""

from django.urls import path

from . import views

app_name = "care_plans"

urlpatterns = [
    path("people/<uuid:person_id>/plans/new", views.start, name="start"),
    path("people/<uuid:person_id>/plans/", views.plans_of, name="of_person"),
    path("plans/<uuid:plan_id>/", views.plan, name="plan"),
    path("plans/<uuid:plan_id>/conversation", views.conversation, name="conversation"),
    path("plans/<uuid:plan_id>/goal", views.goal_new, name="goal_new"),
    path("plans/<uuid:plan_id>/agree", views.agree, name="agree"),
    path("plans/<uuid:plan_id>/close", views.close, name="close"),
    path("plans/<uuid:plan_id>/reopen", views.reopen, name="reopen"),
    path("plans/<uuid:plan_id>/versions", views.versions, name="versions"),
    path("plans/<uuid:plan_id>/versions/compare", views.compare, name="compare"),
    path("goals/<uuid:goal_id>/change", views.goal_change, name="goal_change"),
    path("goals/<uuid:goal_id>/progress", views.goal_progress, name="goal_progress"),
    path("goals/<uuid:goal_id>/action", views.action_new, name="action_new"),
    path("actions/<uuid:action_id>/change", views.action_change, name="action_change"),
    path("actions/<uuid:action_id>/progress", views.action_progress, name="action_progress"),
]
