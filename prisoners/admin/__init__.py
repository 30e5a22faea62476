"""Entry of people and what was done to them: one screen for a whole case."""

from prisoners.admin import catalogue, history_words, prisoner  # noqa: F401  (they register themselves)
