"""One FilterSet answers list, export, API, feed and chart: the same query means the same rows."""

from register.filters.entry_filter import EntryFilter

__all__ = ["EntryFilter"]
