"""The addresses of what looks across all components."""

from django.urls import path

from .reach import views as reach_views
from .record import views as record_views
from .today import views as today_views

app_name = "overview"

urlpatterns = [
    path("today", today_views.today, name="today"),
    path("people/<uuid:person_id>/record/folder", record_views.folder, name="folder"),
    path("people/<uuid:person_id>/record/folder.pdf", record_views.folder_pdf, name="folder_pdf"),
    path("people/<uuid:person_id>/record/easy-read", record_views.easy, name="easy"),
    path("people/<uuid:person_id>/record/easy-read.pdf", record_views.easy_pdf, name="easy_pdf"),
    path("people/<uuid:person_id>/record/folder.txt", record_views.folder_text, name="folder_text"),
    path("counts/", reach_views.reach, name="reach"),
    path("counts.csv", reach_views.reach_csv, name="reach_csv"),
]
