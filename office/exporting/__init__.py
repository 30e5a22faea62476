"""Taking working tables out as spreadsheets: with permission, a reason, and a line in the log.

The columns are those of `core.columns`, which the import reads back.
"""
