"""What happened to a record, in words, and undoing one event of it."""
