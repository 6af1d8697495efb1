"""Messages as a Django application."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    """One outbox in the person's preferred way, letters to print, background jobs and the schedule."""

    name = "whatmatters.foundation.messages"
    label = "messages"
