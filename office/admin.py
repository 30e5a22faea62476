"""The office's own screens."""

from office.accounts import admin as accounts_admin  # noqa: F401
from office.history import admin as history_admin  # noqa: F401
from office.importing.admin import registered as import_admin  # noqa: F401
from office.review import admin as review_admin  # noqa: F401  (registers itself)
