"""The addresses of letters and of what could not be sent."""

from django.urls import path

from . import views

app_name = "messages"

urlpatterns = [
    path("letters/", views.letters, name="letters"),
    path("letters/batch/<uuid:organisation_id>", views.make_batch, name="make_batch"),
    path("letters/<uuid:batch_id>/", views.batch, name="batch"),
    path("letters/<uuid:batch_id>/letters.pdf", views.batch_pdf, name="batch_pdf"),
    path("letters/<uuid:batch_id>/posted", views.posted, name="posted"),
    path("letters/<uuid:batch_id>/not-posted", views.not_posted, name="not_posted"),
    path("letters/<uuid:batch_id>/take-apart", views.take_apart, name="take_apart"),
    path("messages/<uuid:message_id>/print-again", views.print_again, name="print_again"),
    path("messages/<uuid:message_id>/try-again", views.try_again, name="try_again"),
    path("messages/<uuid:message_id>/dealt-with", views.dealt_with, name="dealt_with"),
    path("outbox/", views.outbox, name="outbox"),
]
