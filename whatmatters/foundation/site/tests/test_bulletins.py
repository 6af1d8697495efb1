"""Updates that staff write and send: to each who asked, once, and never to who stopped."""

from __future__ import annotations

from uuid import uuid4

import pytest

from ...kernel.actor import STRANGER, Role
from ...kernel.clock import now
from ...kernel.errors import EditConflict, NotAllowed, NotFound, Refused
from ...messages.models import Message
from ...people.models import Organisation
from ..models import Bulletin, Subscription
from ..queries import get_bulletin, list_bulletins
from ..services import (
    BulletinIsSent,
    change_bulletin,
    confirm_updates,
    draft_bulletin,
    queue_bulletin,
    send_bulletin,
    stop_updates,
)
from .conftest import AT, actor_with
from .test_updates import ask

pytestmark = pytest.mark.django_db


def reader(email: str, *topics: str) -> Subscription:
    at = now()
    confirm_updates(request_id=ask(email, topics, at).id, by=STRANGER, at=at)
    return Subscription.objects.get(email=email)


def draft(editor, topic: str = "news", at=AT):
    return draft_bulletin(topic=topic, subject="A choir", text="Come and sing.\n\nAll welcome.", by=editor, at=at)


def test_each_who_asked_gets_it_once(mail_server, work, editor):
    for email, topics in (
        ("a@example.org", ("news",)),
        ("b@example.org", ("news", "site")),
        ("c@example.org", ("site",)),
    ):
        reader(email, *topics)
    made = draft(editor, at=now())
    send_bulletin(bulletin_id=made, version_read=1, by=editor, at=now())
    work()
    queue_bulletin(bulletin_id=made, by=editor, at=now())
    work()
    updates = [mail for mail in mail_server.received if mail["Subject"] == "A choir"]
    assert sorted(mail["To"] for mail in updates) == ["a@example.org", "b@example.org"]
    assert "Come and sing." in updates[0].get_body(("plain",)).get_content()
    assert Bulletin.objects.get().recipients == 2


def test_a_stop_between_queueing_and_sending_is_honoured(mail_server, work, editor):
    stays, goes, changes = (
        reader("a@example.org", "news"),
        reader("b@example.org", "news"),
        reader("c@example.org", "news"),
    )
    made = draft(editor, at=now())
    send_bulletin(bulletin_id=made, version_read=1, by=editor, at=now())
    queue_bulletin(bulletin_id=made, by=editor, at=now())
    stop_updates(subscription_id=goes.id, by=STRANGER, at=now())
    reader("c@example.org", "site")
    work()
    assert [mail["To"] for mail in mail_server.received if mail["Subject"] == "A choir"] == ["a@example.org"]
    states = {
        message.subject_ids["subscription_id"]: message.state
        for message in Message.objects.filter(kind="site.bulletin")
    }
    assert states == {str(stays.id): "sent", str(goes.id): "stopped", str(changes.id): "stopped"}


def test_the_outbox_holds_ids_only(editor):
    reader("a@example.org", "news")
    made = draft(editor)
    send_bulletin(bulletin_id=made, version_read=1, by=editor, at=AT)
    queue_bulletin(bulletin_id=made, by=editor, at=AT)
    for message in Message.objects.all():
        assert "example.org" not in str(vars(message))
        assert "choir" not in str(vars(message)).lower()


def test_what_was_sent_cannot_be_changed(editor):
    made = draft(editor)
    send_bulletin(bulletin_id=made, version_read=1, by=editor, at=AT)
    with pytest.raises(BulletinIsSent):
        send_bulletin(bulletin_id=made, version_read=1, by=editor, at=AT)
    with pytest.raises(BulletinIsSent):
        change_bulletin(bulletin_id=made, topic="news", subject="x", text="y", version_read=1, by=editor, at=AT)


def test_two_people_writing_lose_nothing(editor):
    made = draft(editor)
    change_bulletin(
        bulletin_id=made, topic="news", subject="A new choir", text="Sing!", version_read=1, by=editor, at=AT
    )
    with pytest.raises(EditConflict) as conflict:
        change_bulletin(bulletin_id=made, topic="news", subject="Mine", text="Mine", version_read=1, by=editor, at=AT)
    assert conflict.value.theirs["Subject"] == "A new choir"
    assert conflict.value.mine["Subject"] == "Mine"
    with pytest.raises(EditConflict):
        send_bulletin(bulletin_id=made, version_read=1, by=editor, at=AT)
    assert Bulletin.objects.get().state == "draft"


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.ADMINISTRATOR, Role.DIRECTORY_EDITOR)])
def test_others_may_not(role, editor):
    by, made = actor_with(role), draft(editor)
    with pytest.raises(NotAllowed):
        draft(by)
    with pytest.raises(NotAllowed):
        send_bulletin(bulletin_id=made, version_read=1, by=by, at=AT)
    with pytest.raises(NotAllowed):
        change_bulletin(bulletin_id=made, topic="news", subject="x", text="y", version_read=1, by=by, at=AT)
    with pytest.raises(NotAllowed):
        list_bulletins(by=by)
    with pytest.raises(NotAllowed):
        get_bulletin(made, by=by)


def test_what_is_missing_is_refused_or_not_found(editor):
    with pytest.raises(Refused):
        draft_bulletin(topic="weather", subject="", text="", by=editor, at=AT)
    with pytest.raises(NotFound):
        get_bulletin(uuid4(), by=editor)
    with pytest.raises(NotFound):
        send_bulletin(bulletin_id=uuid4(), version_read=1, by=editor, at=AT)
    assert queue_bulletin(bulletin_id=uuid4(), by=editor, at=AT) == 0
    assert queue_bulletin(bulletin_id=draft(editor), by=editor, at=AT) == 0, "a draft is not sent by a stray job"


def test_an_editor_writes_looks_changes_and_sends(signed_in):
    organisation = Organisation.objects.create(name="Harbourside", kind="network")
    office = signed_in("Edi Torres", posts=[(Role.DIRECTORY_EDITOR, organisation.id)])
    assert "No update has been written yet." in office.get("/office/updates/").content.decode()
    words = {"topic": "news", "subject": "A choir", "text": "Come & sing.", "version_read": "1", "posting": "w1"}
    where = office.post("/office/updates/new", words).headers["Location"]
    assert office.post("/office/updates/new", words).headers["Location"] == where, "posted twice, written once"
    shown = office.get(where).content.decode()
    assert "Come &amp; sing." in shown
    assert "0 people have asked" in shown
    changed = office.post(f"{where}change", {**words, "text": "Come and sing!", "posting": "w2"})
    assert changed.status_code == 302
    late = office.post(f"{where}change", {**words, "text": "Late", "posting": "w3"})
    assert "Come and sing!" in late.content.decode()
    assert "Late" in late.content.decode()
    sent = office.post(f"{where}send", {"version_read": "2", "posting": "w4"})
    assert sent.headers["Location"] == "/office/updates/"
    listed = office.get("/office/updates/").content.decode()
    assert "on its way to 0 people" in listed
    assert Bulletin.objects.get().sent_by_name == "Edi Torres"


def test_an_administrator_says_how_to_reach_us(signed_in):
    organisation = Organisation.objects.create(name="Harbourside", kind="network")
    office = signed_in(posts=[(Role.ADMINISTRATOR, organisation.id)])
    empty = office.post("/office/contact-details/", {"organisation": "Harbourside Care", "posting": "c1"})
    assert empty.status_code == 422
    assert "Give at least one way to reach you." in empty.content.decode()
    done = office.post(
        "/office/contact-details/", {"organisation": "Harbourside Care", "telephone": "01632 960 123", "posting": "c2"}
    )
    assert done.headers["Location"] == "/help/"
    assert "01632 960 123" in office.get("/help/").content.decode()
    assert "01632 960 123" in office.get("/office/contact-details/").content.decode()
