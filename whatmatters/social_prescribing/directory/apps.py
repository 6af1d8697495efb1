"""The directory as a Django application."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """What there is to be connected to: community services, as Open Referral describes them."""

    name = "whatmatters.social_prescribing.directory"
    label = "directory"
