"""The whole working database as one file: for moving to another installation, or for leaving.

Lossless: exported, imported into an empty database and exported again, it is the same bytes. What is
in it and what is not: `tables`; the file: `manifest`, `writing`, `reading`; the way back: `loading`.
"""
