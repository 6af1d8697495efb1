"""The addresses of sign-in, of one's own account, of staff and of a person's ways in."""

from django.urls import path

from .views import account, kept, outside, passwords, signing_in, staff, ways_in

app_name = "accounts"
urlpatterns = [
    path("sign-in", signing_in.sign_in, name="sign_in"),
    path("sign-in/code", signing_in.code, name="code"),
    path("sign-in/recovery-code", signing_in.recovery_code, name="recovery_code"),
    path("sign-in/set-up-code", signing_in.set_up_code, name="set_up_code"),
    path("sign-in/forgotten", passwords.forgotten, name="forgotten"),
    path("sign-in/sheet", passwords.sheet, name="sheet"),
    path("sign-in/link/<uuid:pass_id>/<str:token>", passwords.take_link, name="take_link"),
    path("sign-in/email/<uuid:change_id>/<str:side>/<str:token>", passwords.agree_to_email, name="agree_to_email"),
    path("sign-in/with/<str:provider>", outside.go_outside, name="go_outside"),
    path("sign-in/with/<str:provider>/back", outside.come_back, name="come_back"),
    path("sign-out", signing_in.sign_out, name="sign_out"),
    path("account", account.mine, name="mine"),
    path("account/arrive", signing_in.arrive, name="arrive"),
    path("account/details", account.details, name="details"),
    path("account/password", account.password, name="password"),
    path("account/email", account.email, name="email"),
    path("account/app", account.start_app, name="start_app"),
    path("account/app/confirm", account.confirm_app, name="confirm_app"),
    path("account/app/remove", account.remove_app, name="remove_app"),
    path("account/recovery-codes", account.recovery_codes, name="recovery_codes"),
    path("account/recovery-codes/new", account.new_recovery_codes, name="new_recovery_codes"),
    path("account/sessions/others/end", account.end_other_sessions, name="end_other_sessions"),
    path("account/sessions/<uuid:session_id>/end", account.end_session, name="end_session"),
    path("account/close", account.close, name="close"),
    path("account/kept", kept.kept_text, name="kept_text"),
    path("account/kept/<uuid:kept_id>/forget", kept.forget, name="forget_kept_text"),
    path("account/sheets/<uuid:sheet_id>", ways_in.sheet_to_print, name="sheet_to_print"),
    path("account/staff", staff.staff, name="staff"),
    path("account/staff/invite", staff.invite, name="invite_staff"),
    path("account/staff/<uuid:membership_id>/again", staff.invite_again, name="invite_staff_again"),
    path("account/staff/<uuid:membership_id>/end", staff.end, name="end_post"),
    path("account/staff/<uuid:membership_id>/app", staff.remove_app, name="remove_app_of_staff"),
    path("people/<uuid:person_id>/sign-in", ways_in.ways_in, name="ways_in"),
    path("people/<uuid:person_id>/sign-in/invite", ways_in.invite_person, name="invite_person"),
    path("people/<uuid:person_id>/sign-in/proxy", ways_in.invite_proxy, name="invite_proxy"),
    path("people/<uuid:person_id>/sign-in/proxy/<uuid:grant_id>/end", ways_in.end_acting, name="end_acting"),
    path("people/<uuid:person_id>/sign-in/<uuid:account_id>/code", ways_in.print_code, name="print_code"),
    path("people/<uuid:person_id>/sign-in/<uuid:account_id>/again", ways_in.invite_again, name="invite_again"),
    path("people/<uuid:person_id>/sign-in/<uuid:account_id>/take-back", ways_in.take_back, name="take_back"),
    path("people/<uuid:person_id>/sign-in/<uuid:account_id>/close", ways_in.close, name="close_account"),
]
