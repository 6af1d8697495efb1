"""What is let off a rule of the codebase, each with its reason. Nothing is let off that is not written here."""

from __future__ import annotations

FILES_OF_A_COMPONENT = {
    "README.md": "what this part of care is",
    "states": "allowed moves as one table",
    "rules": "what policy says",
    "models": "tables",
    "permissions": "who may",
    "queries": "every read",
    "counts": "what reports may count",
    "services": "every write",
    "forms": "shape of input",
    "views": "pages",
    "fhir": "to and from FHIR",
    "urls": "addresses",
    "templates": "pages' layouts",
    "migrations": "the history of the tables",
    "tests": "its tests",
    "static": "its own pictures, styles and scripts",
    "apps": "its name for Django",
    "commands": "its words on the command line: a door like views",
    "jobs": "its background work: a door like views",
    "__init__": "makes it a package",
}
"""A file, or a folder of that name once it has parts."""

EXTRA_FILES = {
    "whatmatters.care_plans": {"wording": "moves as answers to a question, said alike by forms and pages"},
    "whatmatters.social_prescribing": {"directory": "what there is to be connected to: a component of its own"},
    "whatmatters.social_prescribing.directory": {
        "embedding": "the language model that runs here",
        "openreferral": "to and from Open Referral, as fhir is to and from FHIR; pure",
    },
    "whatmatters.foundation.accounts": {
        "middleware": "turns a session into an Actor for every request",
        "session_engine": "Django's session store, with the account read in the same statement",
        "openid": "NHS login and CIS2: an OpenID Connect client",
        "seals": "everything secret that is computed or compared, to be read in one sitting",
        "typed": "what was typed into a form that came too late",
    },
    "whatmatters.foundation.site": {
        "content": "the words of the public pages, with their sources",
        "factsheets": "one page of each component, to print",
        "wording": "how it says what gives a fact its force, on page and paper alike",
    },
    "whatmatters.foundation.messages": {
        "channels": "the ways out: e-mail, text message, letter",
        "kinds": "what a component registers for each kind of message",
        "background": "the worker, its schedule and its tries",
    },
    "whatmatters.overview": {
        "record": "one person's thread, folder and summary",
        "today": "one list for whoever signs in",
        "reach": "counts, fairness and outcomes",
    },
    "whatmatters.foundation.people": {
        "importing": "what a component offers to those who bring records in",
        "exporting": "what a component offers to those who take records out",
        "wired": "finds what components registered, through the project's table",
        "sections": "the sections of a record that consent speaks of; published to every component",
    },
}
"""What a component has besides, and why."""

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc", "shared"}

MOMENTS_WITHOUT_ACTOR = {
    "accounts.Account.password_changed_at": "only its owner chooses a password",
    "accounts.EmailChange.asked_at": "its account asked",
    "accounts.EmailChange.expires_at": "a time limit",
    "accounts.EmailChange.new_agreed_at": "whoever has the link",
    "accounts.EmailChange.old_agreed_at": "whoever has the link",
    "accounts.FailedTries.first_at": "nobody is known yet",
    "accounts.FailedTries.last_at": "nobody is known yet",
    "accounts.KeptText.kept_at": "its account typed it",
    "accounts.OneTimePass.expires_at": "a time limit",
    "accounts.OneTimePass.used_at": "whoever has the link or code; the audit trail has the account",
    "accounts.OutsideIdentity.linked_at": "its account signed in",
    "accounts.RecoveryCode.made_at": "its account made it",
    "accounts.RecoveryCode.used_at": "its account used it",
    "accounts.Session.seen_at": "its account",
    "accounts.Session.started_at": "its account",
    "accounts.TotpDevice.confirmed_at": "its account confirmed it",
    "accounts.TotpDevice.made_at": "its account made it",
    "kernel.AuditEvent.happened_at": "actor_id and actor_name beside it say who",
    "people.Appointment.starts_at": "a time in the diary, not something somebody did",
    "messages.JobAttempt.ended_at": "worker beside it says which process",
    "messages.JobAttempt.started_at": "worker beside it says which process",
    "messages.Message.sent_at": "the worker sent it; created_by says who asked",
    "messages.ScheduleMark.due_at": "a time of the schedule, not something somebody did",
    "people.DuplicateProposal.proposed_at": "a process of ours compares; decided_by says who judged",
    "people.BreakGlass.ends_at": "a time limit; opened_by says whose",
    "people.ImportedResource.source_changed_at": "comes from another system, whose record says who",
    "people.ImportedResource.taken_at": "the audit event of the person who came in says who; one row a resource",
    "people.Observation.measured_at": "comes from another system, whose record says who",
    "people.Upload.finished_at": "a process of ours ended; created_by says whose file it was",
    "directory.DuplicateProposal.proposed_at": "a process of ours compares; decided_by says who judged",
    "directory.ListingVector.made_at": "a process of ours makes it from the listing",
    "site.PageFeedback.sent_at": "who a reader is, is never kept",
    "site.Subscription.confirmed_at": "whoever has the link in the email",
    "site.Subscription.stopped_at": "whoever has the link in the email",
    "site.UpdateRequest.asked_at": "whoever typed the address",
}
"""Fields ending in _at that have no _by beside them."""

CROSSING_KEYS: dict[str, str] = {
    "accounts.Account.person -> people.Person": "whose record is the account's own",
    "accounts.Membership.organisation -> people.Organisation": "where a post is held",
    "care_plans.CareAnswer.organisation -> people.Organisation": "whose care it was",
    "care_plans.Plan.organisation -> people.Organisation": "through whom the plan was started",
    "care_plans.Plan.person -> people.Person": "whose plan it is",
}
"""Foreign keys that lead from one component's table to another's, and what for."""

SIGNALS = {
    "whatmatters/project/connections.py": "a connection that answered a moment ago is not asked again",
    "whatmatters/foundation/kernel/apps.py": "post_migrate puts the audit triggers back",
}

CLOCKS = {
    "middleware": "the edge of a request",
    "session_engine": "Django asks it without an argument",
    "views": "the edge: hands the time inwards",
    "jobs": "the edge",
    "commands": "the edge",
}
"""Files of a component that may ask what time it is."""

RAW_HTML = {
    "whatmatters/foundation/nhsuk/markup.py": "the one door, for what a template of ours has escaped",
    "whatmatters/foundation/nhsuk/templates/nhsuk/layout.html": "our own constant script, allowed by its hash",
}
"""Files that may say that text is safe HTML."""

PUBLIC_ADDRESSES = {
    "accounts:sign_in": "where a stranger stops being one",
    "accounts:code": "the second step of signing in",
    "accounts:recovery_code": "the second step, without the telephone",
    "accounts:set_up_code": "the second step, the first time",
    "accounts:forgotten": "asks for a link, and says the same whoever asks",
    "accounts:sheet": "signs in with a printed code",
    "accounts:take_link": "opened by a link from an e-mail; the link is the key",
    "accounts:agree_to_email": "opened by a link from an e-mail; the link is the key",
    "accounts:go_outside": "leads to NHS login or CIS2, where this installation has them",
    "accounts:come_back": "comes back from there; what the provider signed is the key",
    "accounts:sign_out": "harmless to whoever is out already",
    "choose-language": "anybody may read in their own language; keeps a cookie",
    "directory:api": "for programs; the standard's open API, keyless by design",
    "directory:api-services": "for programs; the standard's open API, keyless by design",
    "directory:api-service": "for programs; the standard's open API, keyless by design",
    "directory:api-taxonomies": "for programs; the standard's open API, keyless by design",
    "directory:api-taxonomy": "for programs; the standard's open API, keyless by design",
    "directory:api-terms": "for programs; the standard's open API, keyless by design",
    "directory:api-term": "for programs; the standard's open API, keyless by design",
    "directory:api-service-at-locations": "for programs; the standard's open API, keyless by design",
    "directory:api-service-at-location": "for programs; the standard's open API, keyless by design",
    "directory:api-nowhere": "for programs; the standard's open API, keyless by design",
    "directory:contact": "opened by a link from an e-mail; the link is the key",
    "directory:contact-change": "opened by a link from an e-mail; the link is the key",
    "directory:contact-close": "opened by a link from an e-mail; the link is the key",
    "directory:contact-new-link": "sends a link to an address that we have, and says the same whoever asks",
    "directory:contact-thanks": "public page",
    "directory:find": "anybody may look for a service; what is asked is posted and kept nowhere",
    "directory:listing": "public page of a published listing",
    "directory:wrong": "anybody may say that a published listing is wrong; nothing is kept about who does",
    "directory:wrong-thanks": "public page about a published listing",
    "gallery": "shows the parts that pages are made of; holds no data",
    "site:home": "public page",
    "site:page": "public page",
    "site:home-in-language": "public page",
    "site:page-in-language": "public page",
    "site:factsheet": "public page, on paper",
    "site:how-we-decide": "public page",
    "site:site-map": "public page",
    "site:search": "looks in public pages only, and keeps nothing",
    "site:answer": "takes a yes or a no from anybody; acts for nobody",
    "site:comment": "opened by a link of the page before; the link is the key",
    "site:thanks": "public page",
    "site:updates": "anybody may ask; says the same whoever asks",
    "site:check-email": "public page",
    "site:confirmed": "public page",
    "site:confirm-updates": "opened by a link from an e-mail; the link is the key",
    "site:stop-updates": "opened by a link from an e-mail, or posted to by a mail program; the link is the key",
    "site:robots": "for programs",
    "site:sitemap": "for programs",
    "site:favicon": "for programs",
}
"""Addresses, by name, that a stranger may open."""

SEVERAL_CALLS = {
    "records.side_by_side": "one form of two answers: the same person, or not",
}
"""Views, as `module.view`, that make more than one domain call."""
