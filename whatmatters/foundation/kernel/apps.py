"""The kernel as a Django application: puts the audit triggers back after every migration."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class KernelConfig(AppConfig):
    """What every component stands on; knows none of them."""

    name = "whatmatters.foundation.kernel"
    label = "kernel"

    def ready(self) -> None:
        """A migration may rebuild a table and lose its triggers, so they are laid again after each one."""
        from .audit.triggers import lay_triggers

        post_migrate.connect(lay_triggers, sender=self, dispatch_uid="kernel.lay_triggers")
