"""The public site as a Django application."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Public pages, factsheets, what readers think of them, and updates by e-mail."""

    name = "whatmatters.foundation.site"
    label = "site"
