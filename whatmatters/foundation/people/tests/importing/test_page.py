"""The page for small files: who may, what is refused and why, what the report says, and what the worker does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook

from whatmatters.foundation.kernel.actor import Actor, Role

from ...jobs import take_in_upload
from ...models import Consent, DuplicateProposal, ImportedResource, Organisation, Person, Upload
from ...services.uploading import remove_old_uploads
from ..world import SYSTEM, a_person
from .conftest import AT
from .records import ben, bundle, condition, patient

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]
NEW = "/people/import/"


@pytest.fixture
def staff(signed_in: SignedIn, surgery: Organisation) -> Client:
    """A link worker of the surgery, signed in."""
    return signed_in("Lin Ker", posts=[(Role.LINK_WORKER, surgery.id)])


def send(client: Client, organisation: Organisation, content: str | bytes, name: str = "p.json", **more: Any) -> Any:
    """Send a file up."""
    raw = content.encode() if isinstance(content, str) else content
    return client.post(NEW, {"file": SimpleUploadedFile(name, raw), "organisation_id": str(organisation.id)} | more)


def test_a_small_file_is_read_while_somebody_waits(staff: Client, surgery: Organisation) -> None:
    answer = send(staff, surgery, bundle(patient(), condition(), ben(name=None)), name="Tuesday <b>group.json")
    upload = Upload.objects.get()
    assert answer.headers["Location"] == reverse("people:upload", args=[upload.id])
    assert (Person.objects.get().family_name, upload.state) == ("Okafor", "finished")
    assert not list(Path(upload.file.storage.location).rglob("people-in/*"))
    page = staff.get(answer.headers["Location"]).content.decode()
    assert "Tuesday &lt;b&gt;group.json, entry 3" in page
    assert "It gives no name" in page
    assert upload.file.name not in page
    assert "Okafor" not in page
    assert "Tuesday" in staff.get(NEW).content.decode()


def test_a_larger_file_waits_for_the_worker(staff: Client, surgery: Organisation) -> None:
    padded = patient(text={"status": "generated", "div": "<div>" + "x" * 400_000 + "</div>"})
    answer = send(staff, surgery, bundle(padded))
    upload = Upload.objects.get()
    assert upload.state == "waiting"
    assert not Person.objects.exists()
    assert "waits to be read" in staff.get(answer.headers["Location"]).content.decode()
    (queued,) = DBTaskResult.objects.filter(task_path__endswith="take_in_upload")
    assert queued.args_kwargs == {"args": [str(upload.id)], "kwargs": {}}
    take_in_upload.call(str(upload.id))
    take_in_upload.call(str(upload.id))
    upload.refresh_from_db()
    assert (Person.objects.count(), upload.state, upload.report["people"]["new"]) == (1, "finished", 1)
    assert ImportedResource.objects.get().source.startswith("sent up at ")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("big.json", b"x" * 10_000_001, "The most that this page can take is 10 MB"),
        ("picture.png", b"\x89PNG", "This kind of file is not read"),
        ("empty.json", b"", "The file you chose is empty"),
    ],
)
def test_what_the_page_cannot_take_is_refused_with_what_to_do(
    staff: Client, surgery: Organisation, name: str, content: bytes, says: str
) -> None:
    answer = send(staff, surgery, content, name=name)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Upload.objects.exists()


def test_60_mb_are_refused_as_they_arrive_and_kept_nowhere(
    staff: Client, surgery: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = []
    monkeypatch.setattr("tempfile.NamedTemporaryFile", lambda *arguments, **more: kept.append(arguments))
    answer = send(staff, surgery, b"x" * 60_000_000)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This file has 60 MB" in page
    assert "whatmatters people import FILE" in page
    assert "Nothing was saved" in page
    assert kept == []


def test_a_broken_file_is_named_and_keeps_nobody(staff: Client, surgery: Organisation) -> None:
    answer = send(staff, surgery, '{"resourceType": "Bundle", "entry": [{"resource": {"resourceType": "Pat')
    page = staff.get(answer.headers["Location"]).content.decode()
    assert "The file ends in the middle: it was cut short." in page
    assert "p.json, entry 1" in page


def test_sending_it_again_changes_nothing(staff: Client, surgery: Organisation) -> None:
    send(staff, surgery, bundle(patient()))
    send(staff, surgery, bundle(patient()))
    assert Person.objects.count() == 1
    assert [one.report["people"]["same"] for one in Upload.objects.order_by("created_at")] == [0, 1]


def test_a_form_that_is_posted_twice_is_one_upload(staff: Client, surgery: Organisation) -> None:
    first, second = (send(staff, surgery, bundle(patient()), posting="one-token") for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Upload.objects.count() == 1


def test_a_charity_says_who_said_yes(signed_in: SignedIn, choir: Organisation) -> None:
    worker = signed_in("Cho Ir", posts=[(Role.LINK_WORKER, choir.id)])
    assert send(worker, choir, bundle(patient())).status_code == 422
    assert send(worker, choir, bundle(patient()), consent_said_by="Each, on paper").status_code == 302
    assert Consent.objects.get().decided_for_by == "Each, on paper"


def test_a_file_never_opens_the_record_of_somebody_elses_person(
    staff: Client, signed_in: SignedIn, surgery: Organisation, choir: Organisation
) -> None:
    send(staff, surgery, bundle(patient(), base="https://example.org/fhir"))
    other = signed_in("Cho Ir", posts=[(Role.LINK_WORKER, choir.id)])
    send(other, choir, bundle(patient(), base="https://example.org/fhir"), consent_said_by="Amina, by telephone")
    assert Person.objects.count() == 2
    assert DuplicateProposal.objects.count() == 1
    theirs = Person.objects.get(relationships__organisation=surgery)
    assert other.get(f"/people/{theirs.id}/").status_code == 404


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ADMINISTRATOR, Role.DIRECTORY_EDITOR, None])
def test_others_may_not(signed_in: SignedIn, surgery: Organisation, role: Role | None) -> None:
    person = a_person(surgery)
    client = signed_in("Some Body", posts=[(role, surgery.id)]) if role else signed_in("A P", person_id=person.id)
    assert client.get(NEW).status_code == 403
    assert client.get("/people/import/template.xlsx").status_code == 403
    assert send(client, surgery, bundle(patient())).status_code == 403
    assert not Upload.objects.exists()


def test_a_report_is_for_those_who_may_register_there(
    staff: Client, signed_in: SignedIn, surgery: Organisation, choir: Organisation
) -> None:
    send(staff, surgery, bundle(patient()))
    other = signed_in("Cho Ir", posts=[(Role.LINK_WORKER, choir.id)])
    assert other.get(reverse("people:upload", args=[Upload.objects.get().id])).status_code == 404
    assert other.get(reverse("people:upload", args=[UUID(int=7)])).status_code == 404
    assert "p.json" not in other.get(NEW).content.decode()


def test_nobody_receives_for_an_organisation_that_is_not_theirs(staff: Client, choir: Organisation) -> None:
    assert send(staff, choir, bundle(patient())).status_code == 422
    assert not Upload.objects.exists()


def test_the_empty_spreadsheet_opens(staff: Client) -> None:
    answer = staff.get("/people/import/template.xlsx")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="people.xlsx"'
    assert load_workbook(BytesIO(answer.getvalue())).sheetnames == ["People", "What to write"]


def test_a_file_that_nobody_read_is_deleted_and_its_line_stays(staff: Client, surgery: Organisation) -> None:
    padded = patient(text={"status": "generated", "div": "<div>" + "x" * 400_000 + "</div>"})
    send(staff, surgery, bundle(padded))
    upload = Upload.objects.get()
    assert remove_old_uploads(by=SYSTEM, at=upload.created_at + timedelta(days=1)) == 0
    assert remove_old_uploads(by=Actor.system("worker"), at=upload.created_at + timedelta(days=3)) == 1
    upload.refresh_from_db()
    assert not upload.file
    assert upload.created_at > AT - timedelta(days=999)
