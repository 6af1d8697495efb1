"""The addresses of the directory: for anybody, for stewards, and the open API."""

from __future__ import annotations

from django.urls import path

from .views import contact, feeds, finding, open_api, reports

app_name = "directory"
urlpatterns = [
    path("find/", finding.find, name="find"),
    path("find/<uuid:listing_id>/", finding.listing, name="listing"),
    path("find/<uuid:listing_id>/wrong/", reports.wrong, name="wrong"),
    path("find/<uuid:listing_id>/wrong/thanks/", reports.wrong_thanks, name="wrong-thanks"),
    path("listing/thanks/<str:what>/", contact.thanks, name="contact-thanks"),
    path("listing/<str:token>/", contact.contact, name="contact"),
    path("listing/<str:token>/change/", contact.change, name="contact-change"),
    path("listing/<str:token>/ended/", contact.close, name="contact-close"),
    path("listing/<str:token>/new-link/", contact.new_link, name="contact-new-link"),
    path("directory/reports/", reports.reports, name="reports"),
    path("directory/reports/<uuid:report_id>/answer/", reports.answer, name="answer-report"),
    path("directory/feeds/", feeds.runs, name="runs"),
    path("directory/feeds/<uuid:run_id>/", feeds.run, name="run"),
    path("directory/feeds/<uuid:run_id>/take/", feeds.approve, name="approve-run"),
    path("directory/feeds/<uuid:run_id>/refuse/", feeds.refuse, name="refuse-run"),
    path("directory/gaps/", feeds.gaps, name="gaps"),
    path("open-referral/", open_api.about, name="api"),
    path("open-referral/services", open_api.services, name="api-services"),
    path("open-referral/services/<str:service_id>", open_api.service, name="api-service"),
    path("open-referral/taxonomies", open_api.taxonomies, name="api-taxonomies"),
    path("open-referral/taxonomies/<str:taxonomy_id>", open_api.taxonomy, name="api-taxonomy"),
    path("open-referral/taxonomy_terms", open_api.taxonomy_terms, name="api-terms"),
    path("open-referral/taxonomy_terms/<str:term_id>", open_api.taxonomy_term, name="api-term"),
    path("open-referral/service_at_locations", open_api.service_at_locations, name="api-service-at-locations"),
    path(
        "open-referral/service_at_locations/<str:place_id>",
        open_api.service_at_location,
        name="api-service-at-location",
    ),
    path("open-referral/<path:rest>", open_api.nowhere, name="api-nowhere"),
]
