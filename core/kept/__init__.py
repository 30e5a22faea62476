"""Files that are kept and never shown: encrypted on the disk, to keys that lie outside the database."""
