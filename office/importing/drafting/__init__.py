"""A first profile for an unknown spreadsheet: guesses with their counts, and what is left to decide.

    found = draft(path, list_name="memorial")
    found.text        # TOML that `profiles.read` takes, with comments for the person who finishes it

Nothing is guessed where a mistake would not be seen: a word that is no code, the order of day and
month, a country, a column whose meaning does not show become questions.
"""

from office.importing.drafting.drafting import Draft, draft, name_for

__all__ = ["Draft", "draft", "name_for"]
