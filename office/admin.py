"""The office's own screens."""

from office.review import admin as review_admin  # noqa: F401  (registers itself)
