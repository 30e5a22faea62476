"""Backups: everything in one encrypted stream, and back into an empty system. docs/backup.md is the manual.

The stream: `writing`, `reading`, in the wrapping of `stream`; what is in it: `tables`, `files`,
`manifest`; the way back: `restoring`, while which `mark` keeps the site from answering.
"""
