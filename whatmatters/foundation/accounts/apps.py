"""Accounts as a Django application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who may sign in, how, and as what."""

    name = "whatmatters.foundation.accounts"
    label = "accounts"
