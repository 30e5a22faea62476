"""Public pages. A view reads the question, asks a reader, and hands the answer to a template."""
