"""Addresses of the design system's own pages."""

from django.urls import path

from whatmatters.foundation.nhsuk import views

urlpatterns = [
    path("gallery/", views.gallery, name="gallery"),
    path("language/<str:code>/", views.choose_language, name="choose-language"),
]
