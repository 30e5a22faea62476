"""The spreadsheets of the demonstration register, as the import resources take them.

`demo/belarus/*.csv` are kept as they were compiled. What a person read in them beyond that stands
in `demo/belarus/reviewed/`, one small file a subject, and is laid beside their lines here.
"""

import csv
from dataclasses import dataclass, field

import tablib
from django.conf import settings

from pardons import resources as pardons
from pardons.models import ClemencyAct
from prisoners import resources as prisoners
from sources import resources as sources

FOLDER = settings.BASE_DIR / "demo"
# What holds for every line: the country, the list that the keys of people are from, and that all of
# it stood on public pages.
CONSTANT = {"country": "BY", "list": "belarus-sample", "publication_basis": "already_public"}


@dataclass(frozen=True)
class Sheet:
    """One file, the resource that loads it, and how it differs from the file as it lies there."""

    path: str
    resource: type
    beside: str = ""
    by: tuple = ()
    only: callable = field(default=lambda line: True)

    def lines(self, without_acts=()):
        lines = [line for line in read_csv(self.path) if self.only(line)]
        if self.beside:
            more = {tuple(line[k] for k in self.by): line for line in read_csv(self.beside)}
            lines = [
                line | _filled(more.get(tuple(line[k] for k in self.by), {})) for line in lines
            ]
        if self.resource is sources.CountClaimResource:
            lines = [line for line in lines if line.get("about") not in without_acts]
            return [line | {"about": _public_id(line.get("about"))} for line in lines]
        return [line for line in lines if line.get("act_key") not in without_acts]


SHEETS = [
    Sheet("reviewed/organisations.csv", sources.OrganisationResource),
    Sheet("sources.csv", sources.SourceResource),
    Sheet("facilities.csv", prisoners.FacilityResource),
    Sheet("courts.csv", prisoners.CourtResource),
    Sheet("reviewed/contexts.csv", prisoners.ContextResource),
    Sheet("prisoners.csv", prisoners.PrisonerResource, "reviewed/prisoners.csv", ("person_key",)),
    Sheet("conditions.csv", prisoners.ConditionResource, only=lambda line: line["person_key"]),
    Sheet(
        "conditions.csv", prisoners.FacilityReportResource, only=lambda line: not line["person_key"]
    ),
    Sheet("reviewed/contacts.csv", prisoners.ContactResource),
    Sheet("deaths.csv", prisoners.DeathResource, "reviewed/deaths.csv", ("person_key",)),
    Sheet("clemency_acts.csv", pardons.ClemencyActResource, "reviewed/acts.csv", ("act_key",)),
    Sheet("reviewed/announced_counts.csv", pardons.AnnouncedCountResource),
    Sheet(
        "pardon_beneficiaries.csv",
        pardons.BeneficiaryResource,
        "reviewed/beneficiaries.csv",
        ("act_key", "person_key"),
    ),
    Sheet("contradictions.csv", pardons.ContradictionResource),
    Sheet("reported_totals.csv", sources.CountClaimResource, "reviewed/claims.csv", ("claim_id",)),
]


def read_csv(path):
    with open(FOLDER / "belarus" / path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def dataset_of(lines):
    """The lines as the import screens hand them to a resource."""
    lines = [CONSTANT | line for line in lines]
    headers = list(dict.fromkeys(column for line in lines for column in line))
    dataset = tablib.Dataset(headers=headers)
    for line in lines:
        dataset.append([line.get(column, "") for column in headers])
    return dataset


def pages():
    """The text pages: what stands between two lines of dashes at the top, and the text below."""
    for path in sorted((FOLDER / "pages").glob("*.md")):
        _nothing, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
        facts = dict(line.split(":", 1) for line in head.splitlines() if line)
        yield {name: value.strip() for name, value in facts.items()} | {"body": body.strip()}


def _filled(line):
    return {column: value for column, value in line.items() if value}


def _public_id(act_key):
    if not act_key:
        return ""
    return ClemencyAct.objects.values_list("record_id", flat=True).get(key=act_key)
