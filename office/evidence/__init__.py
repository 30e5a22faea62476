"""Kept files: giving them to staff who may have them, and seeing that they are what they were."""
