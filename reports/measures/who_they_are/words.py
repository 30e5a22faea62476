"""Codes of the rows, as the reader reads them."""

from django.utils.translation import get_language, gettext

from prisoners.facts.person import Health, Occupation, Sex, YesNo
from register.filters.fields import territories
from reports.measures.who_they_are.rows import ANY, DEAD, UNKNOWN

TOTAL = "total"


def age(code):
    match code:
        case "0-17":
            return gettext("under 18")
        case "60+":
            return gettext("60 and older")
        case code if code[0].isdigit():
            least, _dash, most = code.partition("-")
            return gettext("%(least)s to %(most)s years") % {"least": least, "most": most}
        case code if code == DEAD:
            return gettext("died before the day")
    return _other(code)


def sex(code):
    return Sex(code).label if code in Sex.values else _other(code)


def health(code):
    if code == ANY:
        return gettext("any of these")
    if code == UNKNOWN:
        return gettext("nothing recorded")
    return Health(code).label if code in Health.values else _other(code)


def occupation(code):
    return Occupation(code).label if code in Occupation.values else _other(code)


def nationality(code):
    return territories(get_language() or "en").get(code) or _other(code)


def yes_or_no(code):
    return YesNo(code).label if code in YesNo.values else _other(code)


def _other(code):
    return {UNKNOWN: gettext("not known"), TOTAL: gettext("Total")}.get(code, code)
