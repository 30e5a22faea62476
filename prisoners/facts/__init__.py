"""Public facts of prisoners and what belongs to them, declared once for both sides of publishing."""
