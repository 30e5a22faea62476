"""Which column goes to which target: each target once, the best fit first."""

from dataclasses import dataclass, field

from office.importing.drafting.fit import Fit
from office.importing.drafting.headers import CERTAIN, likely_targets
from office.importing.targets import PLACES, TargetUnknown, fields_of, is_date, target_of

SEVERAL = {"names", "names:native", "aliases", "note"}  # more than one column may go there
NO_TARGETS = {"key", "patronymic", "public_id"}
WORTH = 0.25  # of the words of the header and the cells together
LEAST_READ = {"sentence": 0.2, "sentence_and_date": 0.2, "steps": 0.2}
NEARLY = 0.7  # of the worth of the target that was chosen
BY_CONTENT = 0.35  # what a column without a telling name begins with


@dataclass
class Placed:
    """A column and its fit; without one, why there is none."""

    summary: object
    fit: Fit | None = None
    why: str = ""
    others: list = field(default_factory=list)  # targets that it might be too

    @property
    def name(self):
        return self.summary.name


def place(summaries, evidence, lines):
    """[Placed], in the order of the columns."""
    placed = {each.name: Placed(each) for each in summaries}
    options, unreadable = [], {}
    for summary in summaries:
        candidates = _candidates(summary)
        for to in sorted(candidates, key=candidates.get, reverse=True):
            fit = evidence.fit(to, summary)
            worth = candidates[to] * (0.4 + 0.6 * fit.worth)
            if fit.worth < LEAST_READ.get(fit.to, 0.5):
                if to in likely_targets(summary.name):
                    unreadable.setdefault(summary.name, fit)
            elif worth >= WORTH:
                options.append((worth, summary.name, to, fit))
    taken, best = {}, {}
    for worth, name, to, fit in sorted(options, key=lambda each: -each[0]):
        if placed[name].fit is None and (to in SEVERAL or to not in taken):
            placed[name].fit, taken[to], best[name] = fit, name, worth
        elif placed[name].fit is None:
            placed[name].why = f"Could be {to}, which “{taken[to]}” is."
        elif to != placed[name].fit.to and worth > NEARLY * best[name]:
            placed[name].others.append(to)
    _part_names(placed, taken)
    for each in placed.values():
        if each.fit is None and not each.why:
            each.why = _why(each.summary, unreadable.get(each.name), lines)
    return list(placed.values())


def _candidates(summary):
    """{target: likeness} by the name of the column, or else by what stands in it."""
    if not summary.filled:
        return {}
    try:
        target_of(summary.name)
        return {summary.name: CERTAIN}
    except TargetUnknown:
        pass
    found = {to: n for to, n in likely_targets(summary.name).items() if to not in NO_TARGETS}
    if not found:
        if summary.share("sex") >= 0.95:
            found["person.sex"] = BY_CONTENT
        elif summary.share("person_name") >= 0.9:
            found["name"] = BY_CONTENT
        elif not summary.fits("number") and summary.distinct > 2:
            found["sentence"] = BY_CONTENT
    return found


def _part_names(placed, taken):
    """“Nom” and “Prénom”, “Nom” and “Cognoms”: beside one part of the name the other is meant."""
    if "name" in taken and ("surname" in taken) != ("given_name" in taken):
        other = "given_name" if "surname" in taken else "surname"
        placed[taken["name"]].fit.to = other
        placed[taken["name"]].others.clear()
        taken[other] = taken.pop("name")
    elif "given_name" in taken and not {"name", "surname"} & taken.keys():
        placed[taken["given_name"]].fit.to = "name"


def _why(summary, unreadable, lines):
    if not summary.filled:
        return "The column is empty."
    if "patronymic" in likely_targets(summary.name):
        return "Write it behind the given name: a name has no column for it alone."
    if unreadable:
        example = (unreadable.left or unreadable.open_values or [("", 0)])[0][0]
        return (
            f"Called like {unreadable.to}, but only {unreadable.share:.0%} of the cells can be read so; "
            f"“{example}” cannot. {' '.join(unreadable.questions)}".strip()
        )
    if summary.distinct == 1 and summary.filled < lines / 2 and summary.fits("yes_no"):
        return f'Are such lines about the person of the line before? Then: continues = "{summary.name}"'
    dates = max(
        map(summary.share, ("day_month_year", "month_day_year", "iso_date", "date_in_words"))
    )
    if dates >= 0.8:
        return f"Dates, but of what? There are: {', '.join(_date_targets())}."
    if summary.share("url") >= 0.8:
        return 'Addresses, but of what? "sources" cites them, "external_id:2.value" keeps them.'
    return '"note" would keep it in the confidential notes.'


def _date_targets():
    return [
        f"{place}.{name}"
        for place in ("person", "detention", "prosecution", "verdict", "death", "act")
        for name, known in fields_of(PLACES[place].model).items()
        if is_date(known) and not name.endswith("review_on")
    ]
