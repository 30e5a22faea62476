"""When the terms of those who are held end: expected days of release, and terms that are over."""

from register.expected.reading import over, read_counts, read_lists, whose_is_over

__all__ = ["over", "read_counts", "read_lists", "whose_is_over"]
