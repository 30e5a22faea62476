"""The register as linked tables in one zip: a Frictionless Data Package.

`columns` and `tables` declare what is in it, `describe` says it for machines and people, `writing`
streams it out of PostgreSQL. It reads register tables only.
"""
