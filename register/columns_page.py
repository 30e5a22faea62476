"""docs/columns.md: the columns and the filters in words, for who uses the data."""

from register.columns import COLUMNS


def in_markdown():
    """The text of docs/columns.md."""
    listed = "\n".join(f"| `{column.name}` | {column.meaning} |" for column in COLUMNS)
    return f"{HEAD}\n| column | meaning |\n| --- | --- |\n{listed}\n\n{TAIL}"


HEAD = """\
# The columns of the data

Made from `register/columns.py` and `register/columns_page.py` by `manage.py write_columns`; a test fails when they differ.

`/prisoners.csv`, `/prisoners.xlsx` and `/prisoners.json` take the query string of the list and give the same
people, one row each, without pages (`page` is passed over). Names of columns do not change; new ones are added
at the end. Text is UTF-8; `excel=1` puts the mark in front of the CSV by which Excel knows it. Several values in
a cell are joined with "; ". Empty (`null` in JSON) means not known or not applicable. A text that a spreadsheet
would run as a formula begins with an apostrophe, in all three formats. XLSX holds at most 100,000 rows here; CSV
and JSON have no limit. A download that breaks off is incomplete: JSON then lacks its closing bracket.

`/data/package.zip` takes the same query string and gives the people with all that belongs to them as linked CSV
tables: a Frictionless Data Package, whose columns and codes the page `/data/` explains and its `dictionary.csv` lists.
Without a filter it holds all acts, claims and their sources; with one, those that lead to the people chosen. Texts,
names and citations are as of today in every edition. A download that breaks off does not unpack.
"""

TAIL = """\
`/prisoners/merged.csv` lists all public ids whose records became part of others: `public_id`, `merged_into` and
`since_edition`. It takes `known`.

## What the filters mean

Any of the values of one filter is enough; all filters have to fit. People are listed whatever the day `on`: the
day decides what `status`, `age`, `silent` and `died` say, and the columns that depend on it. Who was first reported
after that day is listed too, because a source of today may speak of that day. Names, and what `q` finds, are as
decided today in every edition.

Where a date is uncertain a filter has two readings: rows that fit on every reading have `is_certain` = yes, those
that fit on one have no. What is not known at all fits neither, and is asked for by a value of its own (`unknown`,
`not_known`).

| filter | fits |
| --- | --- |
| `q` | names that contain every word, without regard to case and accents; a whole public id; never people whose name is withheld |
| `scope` | `all` (the default), `recognised`, or the number of one organisation |
| `status` | the status on the day; `in_custody` certainly where custody is certain, possibly where it is possible; of other statuses only what is certain is listed |
| `sex`, `nationality`, `country`, `occupation`, `health` | coded values; `unknown` where none is recorded |
| `age_from`, `age_to` | completed years on the day, of those who have not died by then |
| `age_at_arrest_from`, `age_at_arrest_to` | completed years on the day of the latest arrest; who is born on 29 February has a birthday on 1 March in other years |
| `arrested_from`, `arrested_to` | an arrest, in any detention, between the first day that the one may mean and the last that the other may |
| `place` | words in the place of arrest as a source puts it |
| `region`, `context`, `facility`, `court`, `article`, `sentence_kind`, `condition`, `recognised_by` | recorded at any time; the last only while it is not withdrawn |
| `sentence_from`, `sentence_to` | imprisonment in force, in years; life and death are longer than any number of years |
| `silent` | held on the day, certainly or possibly, and silent for more than so many days; not those of whom neither a contact nor a report of silence is recorded |
| `act` | named in a clemency act (its public id); possibly where that is disputed |
| `died` | `yes`, `no` or a class, by the day; a death without a date had happened when it was published |
| `not_known` | `birth`, `arrest`, `sentence`, `contact`: nothing is known of it |
"""
