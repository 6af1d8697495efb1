"""What every table keeps: who did a thing beside when, and few keys into other components."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import PROTECT, ForeignKey, Model

from .allowed import CROSSING_KEYS, MOMENTS_WITHOUT_ACTOR


def _models() -> list[type[Model]]:
    ours = (app for app in apps.get_app_configs() if app.name.startswith("whatmatters."))
    return [model for app in ours for model in app.get_models(include_auto_created=True)]


def test_every_moment_has_its_actor():
    nameless = set()
    for model in _models():
        names = {field.name for field in model._meta.get_fields()}
        for name in names:
            stem = name.removesuffix("_at")
            if name.endswith("_at") and not any(other.startswith(f"{stem}_by") for other in names):
                nameless.add(f"{model._meta.label}.{name}")
    assert nameless - MOMENTS_WITHOUT_ACTOR.keys() == set()
    assert MOMENTS_WITHOUT_ACTOR.keys() - nameless == set(), "let off, but it has its actor or is gone"


def _crossing_keys() -> dict[str, ForeignKey]:
    return {
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}": field
        for model in _models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model._meta.app_label != model._meta.app_label
    }


def test_keys_into_other_components_are_listed():
    assert _crossing_keys().keys() == CROSSING_KEYS.keys()


def test_keys_into_other_components_point_one_way_and_protect():
    """The other component's rows know nothing of ours (`related_name="+"`), and cannot go while ours point there."""
    loose = [
        name
        for name, key in _crossing_keys().items()
        if not key.remote_field.hidden or key.remote_field.on_delete is not PROTECT
    ]
    assert not loose


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    call_command("makemigrations", "--check", "--dry-run", verbosity=1)


def test_money_is_counted_in_pence():
    """An amount of money is an integer number of pence, and its name says so."""
    kinds = {
        f"{model._meta.label}.{field.name}": field.get_internal_type()
        for model in _models()
        for field in model._meta.get_fields()
        if field.name.endswith("_pence")
    }
    assert all("Integer" in kind for kind in kinds.values())


def test_nothing_has_its_fields_counted_in_floats():
    floats = [
        f"{model._meta.label}.{field.name}"
        for model in _models()
        for field in model._meta.get_fields()
        if getattr(field, "get_internal_type", lambda: "")() == "FloatField"
    ]
    assert not floats
