"""People as a Django application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, what matters about them, their circle, consent, clinical facts, organisations and appointments."""

    name = "whatmatters.foundation.people"
    label = "people"
