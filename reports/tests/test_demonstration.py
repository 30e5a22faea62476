"""The demonstration register's reports, counted again by hand from the spreadsheets it is made of."""

import csv
import io
from datetime import date
from urllib.request import urlopen

import pytest
from django.conf import settings

from core.partial_dates import parse_edtf

BELARUS = settings.BASE_DIR / "demo" / "belarus"


def sheet(name):
    with open(BELARUS / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def table(demo_server):
    """A function that gives the rows of one CSV file of the site."""

    def read(address):
        with urlopen(f"{demo_server}/reports/{address}") as file:  # noqa: S310
            return list(csv.DictReader(io.StringIO(file.read().decode())))

    return read


def test_people_held_in_october_2020_are_those_whose_arrest_the_sheet_dates_before(table):
    day = date(2020, 10, 1)
    arrests = [parse_edtf(line["arrest_date"]) for line in sheet("prisoners.csv")]
    surely = sum(bool(arrest) and arrest.latest <= day for arrest in arrests)
    maybe = sum(bool(arrest) and arrest.earliest <= day for arrest in arrests)

    rows = table("held-over-time.csv?on=2020-10-01")

    assert (rows[-1]["held_at_least"], rows[-1]["held_at_most"]) == (str(surely), str(maybe))


def test_people_released_by_pardon_are_those_of_the_sheet(table):
    released = [
        parse_edtf(line["release_date"])
        for line in sheet("prisoners.csv")
        if line["end_reason"] == "pardon"
    ]
    surely = sum(release.latest <= date(2024, 12, 9) for release in released)

    rows = table("situation-today.csv?on=2024-12-09")

    by_pardon = next(row for row in rows if row["of_whom"] == "pardon")
    assert by_pardon["people_at_least"] == str(surely)


@pytest.mark.parametrize(("day", "number"), [("2024-12-09", "7"), ("2025-12-31", "9")])
def test_deaths_in_custody_are_those_on_the_joint_list(table, day, number):
    total = table(f"deaths-in-custody.csv?on={day}")[-1]

    assert (total["in_custody_at_least"], total["in_custody_at_most"]) == (number, number)


@pytest.mark.parametrize(
    ("last", "announced"), [("2024-11-20", 178), ("2024-12-08", 178), ("2024-12-09", 207)]
)
def test_the_ledger_sums_178_before_the_act_of_9_december_and_207_with_it(table, last, announced):
    counts = {
        line["act_key"]: int(line["lower"] or 0)
        for line in sheet("announced_counts.csv")
        if (line["category"], line["is_adopted"]) == ("total", "yes")
    }
    pardons = ["2024-07-03", "2024-08-16", "2024-09-04", "2024-09-16", "2024-11-07", "2024-11-20"]
    by_hand = sum(counts[key] for key in [*pardons, "2024-12-09"] if key <= last)

    rows = table(f"clemency-ledger.csv?on=2024-12-31&from=2024-07-03&to={last}")

    assert rows[-1]["running_announced_at_least"] == str(by_hand) == str(announced)


def test_categories_are_the_sums_of_what_the_acts_announced(table):
    announced = [
        line
        for line in sheet("announced_counts.csv")
        if "2024-07-03" <= line["act_key"] <= "2024-12-09"
        and line["act_key"] not in ("2024-07-30", "2024-08-01-exchange")
        and line["is_adopted"] == "yes"
    ]

    rows = table("clemency-ledger.csv?on=2024-12-31&from=2024-07-03&to=2024-12-09&table=categories")

    found = {row["category"]: int(row["announced_at_least"]) for row in rows}
    for category in (
        *("women", "men", "under_25", "disability", "chronic_illness", "parents_of_minors"),
    ):
        stated = [int(line["lower"]) for line in announced if line["category"] == category]
        assert found[category] == sum(stated), category
    assert (found["women"], found["men"]) == (48, 110)


def test_deaths_stand_by_the_class_that_a_person_read_in_the_sources(table):
    classes = [line["death_class"] for line in sheet("deaths.csv")]

    total = table("deaths-in-custody.csv?on=2025-12-31")[-1]

    assert {name: int(total[f"{name}_at_least"]) for name in set(classes)} == {
        "in_facility": 7,
        "in_hospital": 2,
        "in_open_facility": 1,
    }
    assert all(classes.count(name) == int(total[f"{name}_at_most"]) for name in set(classes))


def test_claims_about_pardons_that_fit_no_reading_are_flagged(table):
    rows = table("claims.csv?on=2025-12-31&measure=released_by_pardon")

    flagged = {(row["as_of"], row["value"]) for row in rows if row["fits"] == "none"}
    assert flagged == {
        ("2022-09-30", "4"),
        ("2024-06", "2"),
        ("2024-07-08", "29"),
        ("2025-09-11", "40"),
        ("2025-09-11", "50"),
        ("2025-09-11", "51"),
        ("2025-12-13", "156"),
        ("2025-12-30", "20"),
        ("2025-12-30", "569"),
    }


def test_the_balance_sheet_of_2024_has_its_deaths_and_meets_the_stocks(table):
    rows = table("balance-sheet.csv?on=2024-12-31&from=2024-01-01")
    steps = {row["step"]: (row["certain"], row["possible"]) for row in rows}
    for step, day in (("opening", "2023-12-31"), ("closing", "2024-12-31")):
        held = table(f"held-over-time.csv?on={day}")[-1]
        assert steps[step] == (held["held_at_least"], held["held_at_most"])
    assert steps["out:died_in_custody"] == ("-2", "-4")


def test_completeness_is_that_of_the_sheet(table):
    arrests = [parse_edtf(line["arrest_date"]) for line in sheet("prisoners.csv")]

    rows = {row["fact"]: row for row in table("completeness.csv?on=2025-12-31")}

    exact = sum(bool(day) and day.earliest == day.latest for day in arrests)
    assert (rows["arrest"]["exact_at_least"], rows["arrest"]["unknown_at_least"]) == (
        str(exact),
        str(sum(day is None for day in arrests)),
    )
    assert exact == 52


def test_nobody_benefits_twice_in_the_sums(table):
    rows = table("clemency-ledger.csv?on=2024-12-31&from=2024-07-01")
    beside = table("clemency-ledger.csv?on=2024-12-31&from=2024-07-01&table=beside")

    assert "2024-07-30" not in {row["announced_on"] for row in rows}
    assert {row["announced_on"] for row in beside} >= {"2024-07-30", "2024-08-01"}


def test_the_silence_of_9_december_2024_lists_four_beyond_doubt(demo_server, browser_page):
    """Counted from prisoners.csv (last contact) and conditions.csv (incommunicado) by hand."""
    browser_page.goto(f"{demo_server}/en/reports/silence/?on=2024-12-09&days=365")

    beyond_doubt = browser_page.get_by_role("region", name="beyond doubt")
    rows = [row.inner_text().split("\t")[:2] for row in beyond_doubt.get_by_role("row").all()[1:]]
    assert [(name.split()[1], days.replace("\nto\n", "")) for name, days in rows] == [
        ("Znak", "669"),
        ("Statkevich", "650–677"),
        ("Tsikhanouski", "619–708"),
        ("Bialiatski", "558–588"),
    ]


def test_the_claim_of_178_stands_beside_the_ledger(demo_server, browser_page):
    browser_page.goto(f"{demo_server}/en/reports/clemency-ledger/?on=2024-12-09&from=2024-07-03")

    claims = browser_page.get_by_role("region", name="What others say").get_by_role("row")

    assert claims.filter(has_text="Released by pardon: 178").filter(has_text="RKS").count() == 1
