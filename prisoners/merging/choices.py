"""What the person who merges decides."""

from collections.abc import Mapping
from dataclasses import dataclass, field

KEPT, ABSORBED, BOTH = "kept", "absorbed", "both"


@dataclass(frozen=True)
class Choices:
    """`fields` maps names of the person's own fields to "kept", "absorbed" or "both".

    `same` maps a row of the absorbed record, such as "prisoners.detention:12", to the number of the
    kept record's row that tells the same, and whose values stay where they differ: (7, "kept").
    What is not in either is decided by the defaults of `values` and stays a row of its own.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    same: Mapping[str, tuple[int, str]] = field(default_factory=dict)


def key_of(row):
    """The name of a row in `Choices.same`."""
    return f"{row._meta.label_lower}:{row.pk}"
