"""What approval would change, in words: what the public sees now beside what it would see."""

from dataclasses import dataclass

from register.publishing import rehearse, shown


@dataclass(frozen=True)
class Difference:
    """One fact: `before` is empty when it is new, `after` when it goes."""

    what: str
    field: str
    before: str
    after: str


def differences(public_id):
    """Every fact that publishing the record now would add, change or take away."""
    before = shown(public_id)
    after = rehearse(public_id, lambda edition: shown(public_id))
    return [
        Difference(
            what, field, before.get((what, row, field), ""), after.get((what, row, field), "")
        )
        for what, row, field in {**before, **after}
        if before.get((what, row, field)) != after.get((what, row, field))
    ]
