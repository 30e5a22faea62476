"""What people decide about a pair. A pair is judged once, whichever of the two comes first."""

from datetime import timedelta

from django.utils import timezone

from prisoners.duplicates import facts
from prisoners.duplicates.score import score
from prisoners.models import LikelyPair, NotSame

LATER = timedelta(days=7)


def not_same(*, one, other, by, note=""):
    """Remember that these two (pks) are two people; judged again, the newer judgement counts."""
    left, right = sorted((one, other))
    known = facts.of_saved([left, right])
    judgement, _is_new = NotSame.objects.update_or_create(
        left_id=left,
        right_id=right,
        defaults={
            "judged_by": by,
            "note": note,
            "bits_then": score(known[left], known[right]).bits,
        },
    )
    return judgement


def take_back(*, one, other):
    """Undo a judgement; the pair waits again."""
    left, right = sorted((one, other))
    NotSame.objects.filter(left=left, right=right).delete()


def put_off(pair):
    """Not now: the pair comes back in a week."""
    LikelyPair.objects.filter(pk=pair.pk).update(later_until=timezone.localdate() + LATER)


def judged_with(pk):
    """The pks of the people of whom somebody said that they are not this one."""
    pairs = NotSame.objects.filter(left=pk).values_list("right_id", flat=True)
    return {*pairs, *NotSame.objects.filter(right=pk).values_list("left_id", flat=True)}
