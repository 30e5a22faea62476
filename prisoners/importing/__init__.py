"""Spreadsheets of people, their conditions and deaths, and of places: one file a subject."""
