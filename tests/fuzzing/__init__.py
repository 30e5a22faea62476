"""Hostile questions and forms, drawn by hypothesis from what the site itself says that it takes."""
