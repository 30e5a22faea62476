"""Entry of sources, organisations, count claims and text pages."""

from sources.admin import catalogue, claims  # noqa: F401  (they register themselves)
