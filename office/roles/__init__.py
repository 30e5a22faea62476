"""Roles of staff: one declared table of who may do what to a record in which state (docs/roles.md)."""
