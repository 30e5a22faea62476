"""The office's own screens, and what it adds to the lists of all apps."""

from django.contrib import admin

from office import lists, terms_over
from office.accounts import admin as accounts_admin  # noqa: F401  (registers itself, like the others)
from office.alerts import admin as alerts_admin  # noqa: F401
from office.audit import admin as audit_admin  # noqa: F401
from office.erasing import typed
from office.evidence import admin as evidence_admin  # noqa: F401
from office.exporting import admin as exporting_admin  # noqa: F401
from office.exporting import request_admin  # noqa: F401
from office.grounds import hiding as hiding_at_once
from office.history import admin as history_admin  # noqa: F401
from office.importing.admin import registered as import_admin  # noqa: F401
from office.logins import admin as logins_admin  # noqa: F401
from office.removals import admin as removals_admin  # noqa: F401
from office.review import actions
from office.review import admin as review_admin  # noqa: F401
from office.sealing import admin as sealing_admin  # noqa: F401
from office.tips import admin as tips_admin  # noqa: F401

# Lists are registered anew with their links, so what is added to a registered one comes after.
lists.add_to(admin.site)
actions.add_to(admin.site)
typed.add_to_form()
terms_over.add_to(admin.site)
hiding_at_once.follow_the_form()
