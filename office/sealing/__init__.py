"""Sealed cases: who seals, shares and opens them, who looks, and what others may know (docs/roles.md)."""
