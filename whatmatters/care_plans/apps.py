"""Care plans as a Django application."""

from django.apps import AppConfig


class CarePlansConfig(AppConfig):
    """Personalised care and support planning: goals, the spine of the other five components."""

    name = "whatmatters.care_plans"
    label = "care_plans"
