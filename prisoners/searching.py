"""Working records found by name. Confidential: for staff screens, duplicates and imports only."""

from dataclasses import dataclass

from names.likeness import Likeness, most_alike
from prisoners.models import Prisoner


@dataclass(frozen=True)
class Found:
    public_id: str
    likeness: Likeness


def search(text, *, limit=50, among=None):
    """The people whose names are most like `text`, best first: a list of `Found`.

    `among` is a queryset of prisoners to search in, all of them when it is None.
    """
    people = Prisoner.objects.all() if among is None else among
    found = []
    for person in people.prefetch_related("names"):
        forms = [person.display_name, *[name.text for name in person.names.all()]]
        likeness = most_alike([text], [form for form in forms if form])
        if likeness and likeness.score > 0.6:
            found.append(Found(person.public_id, likeness))
    return sorted(found, key=lambda f: -f.likeness.score)[:limit]
