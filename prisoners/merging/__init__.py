"""Two records of one person become one, and can be taken apart again.

- `links`: which rows belong to a person, found in the models
- `values`: which of two values stays
- `pairs`: rows that both records have, and what is to be decided about them
- `citations`: sources go with what they speak of
- `journal`: every step, before and after
- `performing`, `undoing`: the two acts
- `comparison`: both records side by side, for the screen
"""

from prisoners.merging.choices import Choices
from prisoners.merging.performing import MergeRefused, merge
from prisoners.merging.undoing import UndoRefused, undo, what_stays

__all__ = ["Choices", "MergeRefused", "UndoRefused", "merge", "undo", "what_stays"]
