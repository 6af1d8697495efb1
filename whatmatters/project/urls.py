"""Every address of the site: a table of each component's own."""

from django.urls import include, path

handler400 = "whatmatters.project.errors.bad_request"
handler403 = "whatmatters.project.errors.not_allowed"
handler404 = "whatmatters.project.errors.not_found"
handler500 = "whatmatters.project.errors.server_error"

# The first that fits answers; people are asked for most.
urlpatterns = [
    path("", include("whatmatters.foundation.people.urls")),
    path("", include("whatmatters.overview.urls")),
    path("", include("whatmatters.care_plans.urls")),
    path("", include("whatmatters.social_prescribing.directory.urls")),
    path("", include("whatmatters.foundation.accounts.urls")),
    path("", include("whatmatters.foundation.messages.urls")),
    path("", include("whatmatters.foundation.nhsuk.urls")),
    path("", include("whatmatters.foundation.site.urls")),
]
