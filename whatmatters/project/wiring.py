"""The tables that wire components together: the one place that knows every app.

Serves the import and the export of people, the outbox and the schedule. A component adds a line here and is found;
nothing imports this module by name (`settings.WIRING` says where it is), so that no component depends on another
through it.
"""

from __future__ import annotations

from datetime import time, timedelta

from django.utils.translation import gettext_lazy as _

from whatmatters.care_plans.queries import inviting, step_reminding
from whatmatters.foundation.accounts.queries import mail as accounts_mail
from whatmatters.foundation.accounts.services.records import AccountMover
from whatmatters.foundation.messages.kinds import MessageKind, Scheduled
from whatmatters.foundation.people.exporting.interface import Exporter
from whatmatters.foundation.people.importing.interface import Importer
from whatmatters.foundation.people.queries import receipts, reminding
from whatmatters.foundation.people.sections import Section
from whatmatters.foundation.people.services.merging.movers import TableMover
from whatmatters.foundation.people.wired import Mover, PersonLink, PersonPanel
from whatmatters.foundation.site.jobs import mailings as site_mailings
from whatmatters.overview.record.thread import GoalPointer
from whatmatters.social_prescribing.directory.queries import asking as directory_asking

IMPORTERS: tuple[Importer, ...] = (
    Importer(("RelatedPerson",), "whatmatters.foundation.people.importing.keeping.circle.import_group"),
    Importer(("Condition", "Observation"), "whatmatters.foundation.people.importing.keeping.clinical.import_group"),
    Importer(("QuestionnaireResponse",), "whatmatters.foundation.people.importing.keeping.own_words.import_group"),
    Importer(("CarePlan", "Goal"), "whatmatters.care_plans.fhir.importing.import_group"),
)
"""Who takes which FHIR resources of a person, in order (a goal before the plan that names it)."""

EXPORTERS: tuple[Exporter, ...] = (
    Exporter(("Organization", "Patient"), "whatmatters.foundation.people.exporting.patient.export_person"),
    Exporter(("RelatedPerson",), "whatmatters.foundation.people.exporting.circle.export_person"),
    Exporter(("QuestionnaireResponse",), "whatmatters.foundation.people.exporting.own_words.export_person"),
    Exporter(("Condition", "Observation"), "whatmatters.foundation.people.exporting.clinical.export_person"),
    Exporter(("Goal", "CarePlan"), "whatmatters.care_plans.fhir.exporting.export_person"),
)
"""Who gives which FHIR resources of a person, in the order of the file."""

MESSAGE_KINDS: tuple[MessageKind, ...] = (
    *reminding.MESSAGE_KINDS,
    *receipts.MESSAGE_KINDS,
    *accounts_mail.MESSAGE_KINDS,
    *site_mailings.MESSAGE_KINDS,
    *inviting.MESSAGE_KINDS,
    *step_reminding.MESSAGE_KINDS,
    *directory_asking.MESSAGE_KINDS,
)
"""Every kind of message: who decides, at the time of sending, whether it may go, which way, and what it says."""

NAME_PEOPLE = "whatmatters.project.naming.list_names"
"""Who names persons to those components that do not know any, as a dotted path."""

MERGE_MOVERS: tuple[Mover, ...] = (AccountMover(), TableMover("care_plans.Plan"))
"""Which rows of other components move when two records are joined into one, and go back when that is undone."""

ON_DEATH: tuple[str, ...] = ("whatmatters.foundation.accounts.services.records.shut_out_for_death",)
"""What components stop when somebody has died, as dotted paths of `stop(*, person_id, by, at)`."""

PERSON_PANELS: tuple[PersonPanel, ...] = (
    PersonPanel(Section.PLAN, "whatmatters.care_plans.queries.get_goals_panel", "care_plans/goals_panel.html"),
)
"""What components show at the top of a person's page, in order."""

PERSON_LINKS: tuple[PersonLink, ...] = (
    PersonLink(
        address="overview:folder",
        section=Section.PLAN,
        label=_("The “What matters to me” folder"),
        own_label=_("My “What matters to me” folder"),
        about=_("Read it, hear it or print it: ordinary or large print"),
        own_about=_("Read it, hear it, or print a copy to take with you"),
    ),
    PersonLink(
        address="overview:when_worse",
        section=Section.PLAN,
        label=_("When things get worse"),
        own_label=_("When things get worse"),
        about=_("What to do and whom to call, and a card for the wallet"),
        own_about=_("What to do and whom to call, and a card for my wallet"),
    ),
    PersonLink(
        address="overview:clinician_page",
        section=Section.PLAN,
        label=_("One-page summary"),
        own_label=_("One page about me"),
        about=_("For clinicians and for ambulance crews: read or print"),
        own_about=_("To show to clinicians or an ambulance crew"),
    ),
    PersonLink(
        address="care_plans:of_person",
        section=Section.PLAN,
        label=_("Plans"),
        own_label=_("My plans"),
        about=_("Goals, next steps, conversations and what was agreed"),
        own_about=_("What I hope for, and what happens next"),
    ),
    PersonLink(
        address="overview:thread",
        section=Section.PLAN,
        label=_("What belongs to each goal"),
        own_label=_("What belongs to each of my goals"),
        about=_("Steps, remarks and reviews, goal by goal"),
        own_about=_("Steps, what people say, and how far I have come"),
    ),
    PersonLink(
        address="accounts:ways_in",
        section=Section.CONTACT,
        label=_("Signing in"),
        own_label=_("How I sign in"),
        about=_("Invite them, print a sign-in code, let somebody act for them"),
        own_about=_("And who may act for me"),
        reasons_against="whatmatters.foundation.accounts.permissions.reasons_against_seeing_ways_in",
    ),
)
"""The links on a person's page, in order: each is shown to whoever sees its section."""

GOAL_POINTERS: tuple[GoalPointer, ...] = ()
"""Which components have something that points at a goal, in order: the thread page shows it beside the plan's own."""

SCHEDULE: tuple[Scheduled, ...] = (
    Scheduled(
        name="accounts.remove-old",
        job="whatmatters.foundation.accounts.jobs.remove_what_is_old",
        every=timedelta(hours=1),
    ),
    Scheduled(
        name="directory.ask-contacts",
        job="whatmatters.social_prescribing.directory.jobs.ask_contacts",
        daily_at=time(9, 20),
    ),
    Scheduled(
        name="directory.make-vectors",
        job="whatmatters.social_prescribing.directory.jobs.make_vectors",
        every=timedelta(minutes=1),
    ),
    Scheduled(
        name="messages.pick-up",
        job="whatmatters.foundation.messages.jobs.pick_up_messages",
        every=timedelta(minutes=1),
    ),
    Scheduled(
        name="messages.remove-letters",
        job="whatmatters.foundation.messages.jobs.remove_old_letters",
        daily_at=time(3, 10),
    ),
    Scheduled(
        name="messages.remove-jobs",
        job="whatmatters.foundation.messages.jobs.remove_old_jobs",
        daily_at=time(3, 20),
    ),
    Scheduled(
        name="people.remove-uploads",
        job="whatmatters.foundation.people.jobs.remove_old_uploads",
        daily_at=time(3, 40),
    ),
    Scheduled(
        name="people.propose-duplicates",
        job="whatmatters.foundation.people.jobs.propose_duplicates",
        daily_at=time(2, 10),
    ),
    Scheduled(
        name="site.remove-old",
        job="whatmatters.foundation.site.jobs.housekeeping.remove_what_is_old",
        daily_at=time(3, 30),
    ),
)
"""What the worker does by itself, and when."""
