"""The key by which a line is known again in the next version of its list."""

import hashlib
import json

LONGEST_KEY = 200
KEY_OF_LINE = "line:"  # before the key of a line that has none of its own


def key_in(cells, names):
    """What stands in the columns that make the key; "" where nothing does."""
    parts = [cells.get(name, "") for name in names]
    return " / ".join(parts) if any(parts) else ""


def key_of_content(cells):
    """The key of a line that has none: the same for lines that say the same."""
    said = {name: text for name, text in sorted(cells.items()) if text}
    return KEY_OF_LINE + _digest(json.dumps(said, ensure_ascii=False))


def shortened(key):
    """A long key with a digest in the place of its end, so that two that differ there stay two."""
    return key if len(key) <= LONGEST_KEY else f"{key[: LONGEST_KEY - 34]}… {_digest(key)}"


def _digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:32]
