"""How consent is applied at every way out of the system: addresses, messages, jobs, exports, panels and links.

Read by `test_consent_everywhere`, which fails when something new stands in no row here, and does what the row says.
Whoever adds an address adds it to the row that is true of it.
"""

from __future__ import annotations

SHARED = [
    "accounts:close_account",
    "accounts:end_acting",
    "accounts:invite_again",
    "accounts:invite_person",
    "accounts:invite_proxy",
    "accounts:print_code",
    "accounts:take_back",
    "accounts:ways_in",
    "people:about_me",
    "people:about_me_answer",
    "people:about_me_compare",
    "people:about_me_restore",
    "people:about_me_take_back",
    "people:about_me_write",
    "people:address",
    "people:appointment_move",
    "people:appointment_new",
    "people:appointments",
    "people:capacity",
    "people:capacity_hide",
    "people:capacity_new",
    "people:capacity_show",
    "people:care_end",
    "people:circle",
    "people:communication",
    "people:communication_write",
    "people:consent",
    "people:consent_new",
    "people:consent_withdraw",
    "people:contact_change",
    "people:contact_end",
    "people:contact_new",
    "people:contacts",
    "people:died",
    "people:media",
    "people:member_change",
    "people:member_hide",
    "people:member_link",
    "people:member_new",
    "people:member_remove",
    "people:member_show",
    "people:merge_undo",
    "people:moved",
    "people:not_died",
    "people:particulars",
    "people:person",
    "people:power_end",
    "people:power_new",
    "people:proxy_end",
    "people:record",
    "people:refusal_end",
    "people:refusal_new",
    "people:returned",
    "people:side_by_side",
    "people:statement_end",
    "people:statement_new",
    "people:take_on",
    "people:wishes",
    "care_plans:action_change",
    "care_plans:action_new",
    "care_plans:action_progress",
    "care_plans:agree",
    "care_plans:choose",
    "care_plans:close",
    "care_plans:compare",
    "care_plans:contingency_change",
    "care_plans:contingency_end",
    "care_plans:contingency_new",
    "care_plans:conversation",
    "care_plans:goal_change",
    "care_plans:goal_new",
    "care_plans:goal_progress",
    "care_plans:goal_scale",
    "care_plans:how_care_was",
    "care_plans:invite",
    "care_plans:involve",
    "care_plans:involvement_end",
    "care_plans:keep_draft",
    "care_plans:lead",
    "care_plans:of_person",
    "care_plans:paper_enter",
    "care_plans:paper_pdf",
    "care_plans:plan",
    "care_plans:remark_answer",
    "care_plans:remark_new",
    "care_plans:reopen",
    "care_plans:review",
    "care_plans:say",
    "care_plans:stage",
    "care_plans:standards",
    "care_plans:start",
    "care_plans:statement_change",
    "care_plans:statement_take_back",
    "care_plans:together",
    "care_plans:versions",
    "overview:ambulance_page",
    "overview:ambulance_page_pdf",
    "overview:card_pdf",
    "overview:clinician_page",
    "overview:clinician_page_pdf",
    "overview:easy",
    "overview:easy_pdf",
    "overview:folder",
    "overview:folder_pdf",
    "overview:folder_text",
    "overview:when_worse",
    "overview:thread",
    "overview:whole_record",
]
"""One person's record: there for an organisation with a yes, not there (404) once it is taken back."""

PERSONS_OWN = ["people:who_looked", "people:proxy", "people:proxy_hide", "people:proxy_show"]
"""For the person alone: not there for any organisation, with or without a yes."""

LISTS = [
    "people:list",
    "people:search",
    "people:duplicates",
    "care_plans:by_stage",
    "overview:today",
    "messages:outbox",
    "messages:letters",
]
"""Lists: somebody is in them for whoever may see them now, and for nobody else."""

DOORS = ["people:join", "people:emergency"]
"""Pages that ask for a reason or for proof before anything of somebody is shown; they show nothing of anybody."""

COUNTED = ["overview:reach", "overview:reach_csv", "overview:care_csv"]
"""Counts with small numbers suppressed: nobody can be found in them, so that consent is not asked."""

ORGANISATIONS = [
    "messages:batch",
    "messages:batch_pdf",
    "messages:dealt_with",
    "messages:make_batch",
    "messages:not_posted",
    "messages:posted",
    "messages:print_again",
    "messages:take_apart",
    "messages:try_again",
]
"""What an organisation was about to send or has sent: whether a message may go is asked again when it goes or is
printed, of its kind (below)."""

NO_RECORD = [
    "accounts:arrive",
    "accounts:close",
    "accounts:confirm_app",
    "accounts:details",
    "accounts:email",
    "accounts:end_other_sessions",
    "accounts:end_post",
    "accounts:end_session",
    "accounts:forget_kept_text",
    "accounts:invite_staff",
    "accounts:invite_staff_again",
    "accounts:kept_text",
    "accounts:mine",
    "accounts:new_recovery_codes",
    "accounts:password",
    "accounts:recovery_codes",
    "accounts:remove_app",
    "accounts:remove_app_of_staff",
    "accounts:sheet_to_print",
    "accounts:staff",
    "accounts:start_app",
    "directory:answer-report",
    "directory:approve-run",
    "directory:gaps",
    "directory:refuse-run",
    "directory:reports",
    "directory:run",
    "directory:runs",
    "people:mine",
    "people:register",
    "people:upload",
    "people:upload_new",
    "people:upload_template",
    "site:bulletin",
    "site:bulletins",
    "site:change-bulletin",
    "site:contact-details",
    "site:export-feedback",
    "site:feedback",
    "site:new-bulletin",
    "site:remove-comment",
    "site:send-bulletin",
]
"""The signed-in account's own, staff accounts, new people, the housekeeping of public pages and of the directory:
nobody's record."""

ADDRESSES = (SHARED, PERSONS_OWN, LISTS, DOORS, COUNTED, ORGANISATIONS, NO_RECORD)

ASKED_FOR = {"care_plans:compare": "?earlier=1&later=1", "people:about_me_compare": "?older=1&newer=1"}
"""What an address needs to be asked for besides, to be there at all."""

NOT_NOW = {"people:not_died", "people:returned"}
"""Not there while the person is alive and here, even with a yes."""

THROUGH_AN_ORGANISATION = {"people.appointment-reminder", "care_plans.invitation", "care_plans.step-reminder"}
"""Written to the person in an organisation's name: stopped at sending when it may no longer see the person."""

TO_A_PROXY = {"accounts.proxy-invitation", "accounts.new-proxy"}
"""To somebody who acts for the person: stopped at sending when they no longer do."""

TO_THE_PERSON = {"people.consent-receipt", "accounts.invitation"}
"""To the person, about what is theirs: the way is chosen at sending, and only a safe one."""

THAT_IT_HAS_ENDED = {"people.sharing-ended", "accounts.proxy-ended"}
"""Say that something has ended, and name nobody."""

ABOUT_NO_RECORD = {
    "accounts.email-change-new",
    "accounts.email-change-old",
    "accounts.new-password",
    "accounts.new-post",
    "accounts.password-changed",
    "accounts.staff-invitation",
    "directory.confirm",
    "directory.report",
    "site.bulletin",
    "site.confirm-updates",
}
"""About the account itself, or news that somebody asked for."""

MESSAGES = (THROUGH_AN_ORGANISATION, TO_A_PROXY, TO_THE_PERSON, THAT_IT_HAS_ENDED, ABOUT_NO_RECORD)

JOBS = {
    "accounts.remove-old": "removes; shows nobody",
    "directory.ask-contacts": "asks groups about their own listings; shows nobody",
    "directory.make-vectors": "reads listings, which are about nobody",
    "messages.pick-up": "queues again; each message's kind is asked when it is sent",
    "messages.remove-letters": "removes; shows nobody",
    "messages.remove-jobs": "removes; shows nobody",
    "people.remove-uploads": "removes; shows nobody",
    "people.propose-duplicates": "proposes; a pair is listed only for those who may see both",
    "site.remove-old": "removes; shows nobody",
}
"""What the worker does by itself, and what becomes of consent there."""

EXPORTERS = {
    "whatmatters.foundation.people.exporting.patient.export_person",
    "whatmatters.foundation.people.exporting.circle.export_person",
    "whatmatters.foundation.people.exporting.own_words.export_person",
    "whatmatters.foundation.people.exporting.clinical.export_person",
    "whatmatters.care_plans.fhir.exporting.export_person",
}
"""Called for one person at a time by two writers that ask first: whom an organisation may see now, and the person."""

PANELS = {"whatmatters.care_plans.queries.get_goals_panel"}
"""On a person's page, for whoever sees the panel's section now."""

LINKS = {
    "overview:folder",
    "overview:thread",
    "overview:when_worse",
    "overview:clinician_page",
    "care_plans:of_person",
    "accounts:ways_in",
}
"""On a person's page, for whoever sees the link's section now."""
