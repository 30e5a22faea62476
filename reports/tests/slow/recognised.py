"""Recognition by the day: a recognition or withdrawal without a date had happened when it was published."""

from register.figures import Figure
from reports.tests.slow.people import bounds, status

CUSTODY = ("in_custody", "maybe_in_custody")


def recognised(people, day, organisations):
    """{what is said: Figure of the people of whom it is} of recognitions by some organisations."""
    rows = {"recognised": [], "withdrawn": [], "stands": [], "held": []}
    for someone in people:
        said = [
            _said(recognition, someone, day)
            for recognition in someone.recognitions
            if recognition[0] in organisations
        ]
        now = status(someone, day)
        stands = (
            any(made[0] and not withdrawn[1] for made, withdrawn in said),
            any(made[1] and not withdrawn[0] for made, withdrawn in said),
        )
        rows["recognised"].append(
            (any(made[0] for made, _gone in said), any(made[1] for made, _gone in said))
        )
        rows["withdrawn"].append(
            (
                any(made[0] and gone[0] for made, gone in said),
                any(made[1] and gone[1] for made, gone in said),
            )
        )
        rows["stands"].append(stands)
        rows["held"].append((stands[0] and now == "in_custody", stands[1] and now in CUSTODY))
    return {
        name: Figure(sum(surely for surely, _maybe in of), sum(maybe for _surely, maybe in of))
        for name, of in rows.items()
    }


def held_and_by_nobody(people, day):
    """People held of whom no recognition stands."""
    surely = maybe = 0
    for someone in people:
        said = [_said(recognition, someone, day) for recognition in someone.recognitions]
        may_stand = any(made[1] and not gone[0] for made, gone in said)
        surely_stands = any(made[0] and not gone[1] for made, gone in said)
        now = status(someone, day)
        surely += now == "in_custody" and not may_stand
        maybe += now in CUSTODY and not surely_stands
    return Figure(surely, maybe)


def _said(recognition, someone, day):
    """((surely made, maybe made), (surely withdrawn, maybe withdrawn)) by the day."""
    _organisation, recognised_on, withdrawn_on = recognition
    gone = _happened(withdrawn_on, someone, day) if withdrawn_on else (False, False)
    return _happened(recognised_on, someone, day), gone


def _happened(text, someone, day):
    earliest, latest = bounds(text, someone)
    return bool(latest and latest <= day), earliest is None or earliest <= day
