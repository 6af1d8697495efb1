"""The addresses of people's pages."""

from django.urls import URLPattern, URLResolver, include, path

from .views import about_me, appointments, consent, particulars, people, records, registering, support, uploading

app_name = "people"

_about_me: list[URLPattern] = [
    path("", about_me.heading, name="about_me"),
    path("write", about_me.write, name="about_me_write"),
    path("compare", about_me.compare, name="about_me_compare"),
    path("take-back/<int:based_on>", about_me.take_back, name="about_me_take_back"),
    path("restore/<int:number>/<int:based_on>", about_me.restore, name="about_me_restore"),
    path("answer/<uuid:entry_id>", about_me.answer, name="about_me_answer"),
]

_person: list[URLPattern | URLResolver] = [
    path("", people.person, name="person"),
    path("who-looked", people.who_looked, name="who_looked"),
    path("particulars", particulars.particulars, name="particulars"),
    path("contacts", particulars.contacts, name="contacts"),
    path("contacts/new", particulars.contact_new, name="contact_new"),
    path("contacts/<int:contact_id>", particulars.contact_change, name="contact_change"),
    path("contacts/<int:contact_id>/end", particulars.contact_end, name="contact_end"),
    path("contacts/address", particulars.address, name="address"),
    path("about-me/media/<uuid:entry_id>", about_me.media, name="media"),
    path("about-me/<slug:heading>/", include(_about_me)),
    path("communication", support.communication, name="communication"),
    path("communication/write", support.communication_write, name="communication_write"),
    path("circle", support.circle, name="circle"),
    path("circle/new", support.member_new, name="member_new"),
    path("circle/<uuid:member_id>", support.member_change, name="member_change"),
    path("circle/<uuid:member_id>/remove", support.member_remove, name="member_remove"),
    path("consent", consent.consent, name="consent"),
    path("consent/new", consent.consent_new, name="consent_new"),
    path("consent/<uuid:consent_id>/withdraw", consent.consent_withdraw, name="consent_withdraw"),
    path("proxies/<uuid:grant_id>/end", consent.proxy_end, name="proxy_end"),
    path("care/<uuid:relationship_id>/end", consent.care_end, name="care_end"),
    path("care/<uuid:relationship_id>/take-on", consent.take_on, name="take_on"),
    path("appointments", appointments.appointments, name="appointments"),
    path("appointments/new", appointments.offer, name="appointment_new"),
    path("appointments/<uuid:appointment_id>/<slug:move>", appointments.move, name="appointment_move"),
    path("state", records.record, name="record"),
    path("state/died", records.died, name="died"),
    path("state/not-died", records.not_died, name="not_died"),
    path("state/moved", records.moved, name="moved"),
    path("state/returned", records.returned, name="returned"),
    path("join", registering.join, name="join"),
    path("emergency", registering.emergency, name="emergency"),
]

urlpatterns = [
    path("people/", people.people, name="list"),
    path("people/search", people.search, name="search"),
    path("people/me", people.mine, name="mine"),
    path("people/register", registering.register, name="register"),
    path("people/import/", uploading.bring_in, name="upload_new"),
    path("people/import/template.xlsx", uploading.template, name="upload_template"),
    path("people/import/<uuid:upload_id>/", uploading.upload, name="upload"),
    path("people/duplicates", records.duplicates, name="duplicates"),
    path("people/duplicates/<uuid:first_id>/<uuid:second_id>", records.side_by_side, name="side_by_side"),
    path("people/merges/<uuid:merge_id>/undo", records.merge_undo, name="merge_undo"),
    path("people/<uuid:person_id>/", include(_person)),
]
