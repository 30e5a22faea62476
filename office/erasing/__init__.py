"""Erasing a person: which rows go (`plan`), the database function that takes them (`function`), and
the one act that does all of it (`erase`)."""
