"""Likely same persons on the screens of the staff: while typing, in a queue, and lines that are held."""
