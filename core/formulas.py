"""Cells that a spreadsheet program would run (OWASP: CSV injection), and how they are made harmless.

What is published is neutralised by the SQL function no_formula (register/sql/publishing.sql), what staff
download by `neutral`; both do the same.
"""

import re

# A text that has apostrophes in front already gets one more, so that taking one off is always right.
RUN = re.compile(r"'*[ \t\n\r\f\v]*[=+@\t\r-]")


def neutral(text):
    """The text, with an apostrophe in front where a spreadsheet program would take it for a formula."""
    return f"'{text}" if RUN.match(text) else text


def as_meant(text):
    """The text without the apostrophe that `neutral` has put there."""
    return text[1:] if text.startswith("'") and RUN.match(text, 1) else text
