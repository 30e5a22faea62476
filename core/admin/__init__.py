"""What the admin of every app is built from: entry of a whole record on one screen.

- `rows`: inlines to any depth, drawn as compact rows
- `lookups`: a text field that finds a catalogue row, or adds it after a plus sign
- `fields`: inputs for lists of choices and codes
- `parts`: which form field a model field gets
"""
