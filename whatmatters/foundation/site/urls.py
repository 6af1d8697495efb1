"""The addresses of the public site and its staff pages.

`/privacy/` shows a page in the reader's language; `/pl/privacy/` always in Polish, for a link that is handed on.
"""

from __future__ import annotations

from django.urls import path, register_converter

from .content import COMPONENTS, PAGES
from .factsheets import FORMS
from .views import feedback, machines, office, public, updates
from .views.shown import IN_ADDRESS


class _OneOf:
    """An address part that is one of a few words."""

    regex = ""

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class _PageConverter(_OneOf):
    regex = "|".join(name for name in PAGES if name != "home")


class _ComponentConverter(_OneOf):
    regex = "|".join(COMPONENTS)


class _LanguageConverter(_OneOf):
    regex = "|".join(IN_ADDRESS)


class _FactsheetConverter(_OneOf):
    regex = "|".join(form.replace(".", r"\.") for form in FORMS)


register_converter(_PageConverter, "site_page")
register_converter(_ComponentConverter, "site_component")
register_converter(_LanguageConverter, "site_language")
register_converter(_FactsheetConverter, "site_factsheet")

app_name = "site"
urlpatterns = [
    path("", public.page, name="home"),
    path("<site_page:name>/", public.page, name="page"),
    path("<site_language:language>/", public.page, name="home-in-language"),
    path("<site_language:language>/<site_page:name>/", public.page, name="page-in-language"),
    path("<site_language:language>/<site_component:name>/<site_factsheet:form>", public.factsheet, name="factsheet"),
    path("how-we-decide/", public.how_we_decide, name="how-we-decide"),
    path("site-map/", public.site_map, name="site-map"),
    path("search/", public.search, name="search"),
    path("page-feedback/", feedback.answer, name="answer"),
    path("page-feedback/thanks/", feedback.thanks, name="thanks"),
    path("page-feedback/<str:token>/", feedback.comment, name="comment"),
    path("updates/", updates.ask, name="updates"),
    path("updates/check-your-email/", updates.check_email, name="check-email"),
    path("updates/confirmed/", updates.confirmed, name="confirmed"),
    path("updates/confirm/<str:token>/", updates.confirm, name="confirm-updates"),
    path("updates/stop/<str:token>/", updates.stop, name="stop-updates"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("office/feedback/", office.feedback, name="feedback"),
    path("office/feedback/export", office.export_feedback, name="export-feedback"),
    path("office/feedback/<uuid:feedback_id>/remove", office.remove_comment, name="remove-comment"),
    path("office/updates/", office.bulletins, name="bulletins"),
    path("office/updates/new", office.new_bulletin, name="new-bulletin"),
    path("office/updates/<uuid:bulletin_id>/", office.bulletin, name="bulletin"),
    path("office/updates/<uuid:bulletin_id>/change", office.change_bulletin, name="change-bulletin"),
    path("office/updates/<uuid:bulletin_id>/send", office.send_bulletin, name="send-bulletin"),
    path("office/contact-details/", office.contact_details, name="contact-details"),
]
