"""About Me is the person's: every version stays, staff cannot change it silently, and files are what they are."""

from __future__ import annotations

import io
import wave
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from whatmatters.foundation.kernel.actor import Actor, Role
from whatmatters.foundation.kernel.audit import list_events_about
from whatmatters.foundation.kernel.errors import EditConflict, NotAllowed, NotFound, Refused
from whatmatters.foundation.people.models import AboutMeEntry, Organisation, Person
from whatmatters.foundation.people.queries.about_me import get_heading_page, get_media, get_two_versions
from whatmatters.foundation.people.queries.person_page import get_person_page
from whatmatters.foundation.people.services.about_me import (
    Words,
    answer_about_me,
    restore_about_me,
    take_back_about_me,
    write_about_me,
)
from whatmatters.foundation.people.services.media import keep_media, type_of

from .world import NOW, a_link_worker, an_organisation, somebody

HEADING = "most-important"


def write(person: Person, words: Words, by: Actor, based_on: int = 0) -> int:
    return write_about_me(person_id=person.id, heading=HEADING, words=words, based_on=based_on, by=by, at=NOW)


def now_of(person: Person, by: Actor) -> tuple[str, str]:
    said = get_heading_page(person.id, HEADING, by=by, at=NOW).now
    return (said.text, said.whose) if said else ("", "")


def test_the_person_writes_in_their_own_words(amina: Person, herself: Actor, lin: Actor) -> None:
    assert write(amina, Words("My garden.\nMy sister."), herself) == 1
    assert now_of(amina, herself) == ("My garden.\nMy sister.", "In my own words")
    assert now_of(amina, lin) == ("My garden.\nMy sister.", "In their own words")


def test_staff_say_whom_they_supported_and_the_person_answers(amina: Person, herself: Actor, lin: Actor) -> None:
    with pytest.raises(Refused):
        write(amina, Words("Her garden"), lin)
    write(amina, Words("My garden", supported_by="Lin Ker"), lin)
    page = get_heading_page(amina.id, HEADING, by=herself, at=NOW)
    assert page.now is not None
    assert (page.now.whose, page.may_answer) == ("Written with you by Lin Ker", True)
    answer_about_me(entry_id=page.now.entry_id, is_right=False, in_words="I said my allotment", by=herself, at=NOW)
    answered = get_heading_page(amina.id, HEADING, by=lin, at=NOW).now
    assert answered is not None
    assert (answered.is_right, answered.answer_words, answered.awaits_answer) == (False, "I said my allotment", False)
    with pytest.raises(NotAllowed):
        answer_about_me(entry_id=page.now.entry_id, is_right=True, by=lin, at=NOW)


def test_earlier_words_can_be_put_back_by_the_person_alone(amina: Person, herself: Actor, lin: Actor) -> None:
    write(amina, Words("First"), herself)
    write(amina, Words("Second", supported_by="Lin"), lin, based_on=1)
    with pytest.raises(NotAllowed):
        restore_about_me(person_id=amina.id, heading=HEADING, number=1, based_on=2, by=lin, at=NOW)
    assert restore_about_me(person_id=amina.id, heading=HEADING, number=1, based_on=2, by=herself, at=NOW) == 3
    page = get_heading_page(amina.id, HEADING, by=herself, at=NOW)
    assert [(said.number, said.text, said.restored_from) for said in page.versions] == [
        (3, "First", 1),
        (2, "Second", None),
        (1, "First", None),
    ]
    _, older, newer = get_two_versions(amina.id, HEADING, 1, 2, by=lin, at=NOW)
    assert (older.text, newer.text) == ("First", "Second")


def test_words_can_be_taken_back_and_stay_in_the_history(amina: Person, herself: Actor, lin: Actor) -> None:
    write(amina, Words("Please ask"), herself)
    with pytest.raises(NotAllowed):
        take_back_about_me(person_id=amina.id, heading=HEADING, based_on=1, by=lin, at=NOW)
    take_back_about_me(person_id=amina.id, heading=HEADING, based_on=1, by=herself, at=NOW)
    assert now_of(amina, lin) == ("", "")
    assert get_person_page(amina.id, by=lin, at=NOW).said == ()
    assert len(get_heading_page(amina.id, HEADING, by=lin, at=NOW).versions) == 2


def test_the_second_of_two_writers_loses_nothing(amina: Person, herself: Actor, lin: Actor) -> None:
    write(amina, Words("Mine"), herself)
    with pytest.raises(EditConflict) as conflict:
        write(amina, Words("Theirs", supported_by="Lin"), lin)
    label = "What is most important to me"
    assert (conflict.value.mine, conflict.value.theirs) == ({label: "Theirs"}, {label: "Mine"})
    assert conflict.value.changed_by == "Amina Khan"


def test_nothing_is_not_kept_and_too_much_is_refused(amina: Person, herself: Actor) -> None:
    for words in (Words("  "), Words("x" * 5001)):
        with pytest.raises(Refused):
            write(amina, words, herself)
    with pytest.raises(NotFound):
        write_about_me(person_id=amina.id, heading="secrets", words=Words("x"), based_on=0, by=herself, at=NOW)


@pytest.mark.parametrize("role", [Role.BUDGET_OFFICER, Role.ADMINISTRATOR, Role.ANALYST, Role.COMMUNITY_CONTACT])
def test_who_does_not_see_about_me(surgery: Organisation, amina: Person, role: Role) -> None:
    with pytest.raises(NotFound):
        get_heading_page(amina.id, HEADING, by=somebody(role, surgery), at=NOW)


def a_picture() -> bytes:
    image = Image.new("RGB", (3000, 1500), "teal")
    exif = Image.Exif()
    exif[0x010F] = "TelltaleCamera"
    exif[0x0112] = 6  # lying on its side
    drawn = io.BytesIO()
    image.save(drawn, "JPEG", exif=exif)
    return drawn.getvalue()


def a_sound() -> bytes:
    drawn = io.BytesIO()
    with wave.open(drawn, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\0\0" * 8000)
    return drawn.getvalue()


def keep(content: bytes, name: str = "me.jpg") -> object:
    return keep_media(io.BytesIO(content), name=name, size=len(content), at=NOW)


def test_a_picture_is_drawn_anew_upright_and_tells_nothing_else(amina: Person, herself: Actor) -> None:
    media = keep(a_picture())
    write(amina, Words(media=media), herself)  # type: ignore[arg-type]
    entry = AboutMeEntry.objects.get(person=amina)
    with default_storage.open(entry.media.name) as file:
        content = file.read()
    assert b"TelltaleCamera" not in content
    assert Image.open(io.BytesIO(content)).size == (1000, 2000)
    assert entry.media_type == "image/jpeg"
    assert "me" not in Path(entry.media.name).name


def test_a_sound_is_known_by_its_content(amina: Person, herself: Actor, lin: Actor) -> None:
    write(amina, Words(media=keep(a_sound(), "song.exe")), herself)  # type: ignore[arg-type]
    entry = AboutMeEntry.objects.get(person=amina)
    assert entry.media_type == "audio/wav"
    assert entry.media.name.endswith(".wav")
    assert get_media(entry.id, by=lin, at=NOW + timedelta(seconds=1)).media_type == "audio/wav"
    assert list_events_about(amina.id)[0].action == "played or saw About Me"
    with pytest.raises(NotFound):
        get_media(entry.id, by=a_link_worker(an_organisation("Elsewhere")), at=NOW)


def test_a_new_text_can_keep_the_sound(amina: Person, herself: Actor) -> None:
    write(amina, Words(media=keep(a_sound())), herself)  # type: ignore[arg-type]
    write(amina, Words("In words too", keeps_media=True), herself, based_on=1)
    first, second = AboutMeEntry.objects.filter(person=amina).order_by("number")
    assert first.media.name == second.media.name


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"MZ\x90\x00" + b"\0" * 500, "about-me.media.type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "about-me.media.type"),
        (b"%PDF-1.7\n" + b"\0" * 100, "about-me.media.type"),
        (b"", "about-me.media.type"),
        (a_picture()[:300], "about-me.media.broken"),
        (b"\x1aE\xdf\xa3" + b"webm" + b"V_VP8" + b"\0" * 100, "about-me.media.type"),
    ],
)
def test_other_files_are_refused_whatever_they_are_called(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        keep(content, "holiday.jpg")
    assert [reason.code for reason in refused.value.reasons] == [code]


def test_a_file_that_is_too_big_is_refused() -> None:
    sound = a_sound()
    with pytest.raises(Refused) as refused:
        keep_media(io.BytesIO(sound), name="long.wav", size=26 * 1024 * 1024, at=NOW)
    assert refused.value.reasons[0].code == "about-me.media.size"


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (b"ID3\x03\x00" + b"\0" * 200, "audio/mpeg"),
        (b"\xff\xfb\x90\x00" + b"\0" * 400, "audio/mpeg"),
        (b"OggS\x00\x02" + b"\0" * 22 + b"\x01\x13OpusHead" + b"\0" * 50, "audio/ogg"),
        (b"\x00\x00\x00\x1cftypM4A \x00\x00\x02\x00M4A isomiso2" + b"\0" * 50, "audio/mp4"),
        (b"\x00\x00\x00\x1cftypisom\x00\x00\x02\x00isomiso2mp41" + b"\0" * 50, "audio/mp4"),
        (
            b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm" + b"A_OPUS",
            "audio/webm",
        ),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\0" * 50, "image/png"),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 " + b"\0" * 50, "image/webp"),
    ],
)
def test_what_browsers_and_telephones_record_is_recognised(head: bytes, media_type: str) -> None:
    assert type_of(head) == media_type
