"""Overview as a Django application."""

from django.apps import AppConfig


class OverviewConfig(AppConfig):
    """One person's folder and thread, one list for whoever signs in, and counts for those who plan services."""

    name = "whatmatters.overview"
    label = "overview"
