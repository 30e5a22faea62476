"""Spreadsheets of clemency acts, their numbers and people, and of what sources say against them."""
