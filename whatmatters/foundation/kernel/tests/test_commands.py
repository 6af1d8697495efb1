"""`whatmatters audit verify`: says that the trail is whole, or where it is not."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from click.testing import CliRunner
from django.db import connection

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.audit import record_read
from whatmatters.foundation.kernel.audit.triggers import lifted_triggers
from whatmatters.foundation.kernel.commands import verify_audit

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)


@pytest.fixture
def some_reads():
    for _ in range(3):
        record_read("opened the record", by=Actor("sam", "Sam"), at=AT, person_id=uuid4())


def test_a_whole_trail(some_reads):
    result = CliRunner().invoke(verify_audit)
    assert (result.exit_code, result.output) == (0, "The audit trail is whole: 3 events in 3 chains.\n")


def test_a_changed_row_and_a_missing_trigger_are_named(some_reads):
    CliRunner().invoke(verify_audit)
    with lifted_triggers():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE kernel_auditevent SET actor_name = 'Nobody'")
        result = CliRunner().invoke(verify_audit)
    assert result.exit_code == 1
    assert "event 1 was changed" in result.output
    assert "lacks the trigger" in result.output
