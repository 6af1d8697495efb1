"""The addresses of what looks across all components."""

from django.urls import path

from .reach import views as reach_views
from .record.views import folder, summary, thread, whole, worse
from .today import views as today_views

app_name = "overview"

urlpatterns = [
    path("today", today_views.today, name="today"),
    path("people/<uuid:person_id>/record/folder", folder.folder, name="folder"),
    path("people/<uuid:person_id>/record/folder.pdf", folder.folder_pdf, name="folder_pdf"),
    path("people/<uuid:person_id>/record/easy-read", folder.easy, name="easy"),
    path("people/<uuid:person_id>/record/easy-read.pdf", folder.easy_pdf, name="easy_pdf"),
    path("people/<uuid:person_id>/record/folder.txt", folder.folder_text, name="folder_text"),
    path(
        "people/<uuid:person_id>/record/for-clinicians",
        summary.summary,
        {"kind": "clinician"},
        name="clinician_page",
    ),
    path(
        "people/<uuid:person_id>/record/for-clinicians.pdf",
        summary.summary_pdf,
        {"kind": "clinician"},
        name="clinician_page_pdf",
    ),
    path(
        "people/<uuid:person_id>/record/for-ambulance-crews",
        summary.summary,
        {"kind": "ambulance"},
        name="ambulance_page",
    ),
    path(
        "people/<uuid:person_id>/record/for-ambulance-crews.pdf",
        summary.summary_pdf,
        {"kind": "ambulance"},
        name="ambulance_page_pdf",
    ),
    path("people/<uuid:person_id>/record/when-things-get-worse", worse.when_worse, name="when_worse"),
    path("people/<uuid:person_id>/record/when-things-get-worse/card.pdf", worse.card_pdf, name="card_pdf"),
    path("people/<uuid:person_id>/record/whole.zip", whole.whole_record, name="whole_record"),
    path("people/<uuid:person_id>/record/thread", thread.thread, name="thread"),
    path("counts/", reach_views.reach, name="reach"),
    path("counts.csv", reach_views.reach_csv, name="reach_csv"),
    path("counts/how-care-was.csv", reach_views.care_csv, name="care_csv"),
]
