"""The flat columns of an entry, made from the parts of the same version when it is published."""

from dataclasses import dataclass, field

from django.utils import timezone

from register import models as register
from register.publishing.batch import FIRST_REPORTED
from register.publishing.rows import PRISON_DAYS, PRISON_PART
from register.publishing.versions import insert_roots

# The exact day of birth identifies: the entry keeps the month, of withheld people the decade.
BORN = """
    JOIN (SELECT w.id AS root_id, CASE
            WHEN 'born_on' = ANY(w.sealed_fields) OR w.born_on = '' THEN NULL
            WHEN b.is_withheld THEN daterange(
                make_date(extract(year FROM lower(w.born_on_days))::int / 10 * 10, 1, 1),
                make_date(extract(year FROM upper(w.born_on_days) - 1)::int / 10 * 10 + 10, 1, 1))
            ELSE daterange(date_trunc('month', lower(w.born_on_days))::date,
                (date_trunc('month', upper(w.born_on_days) - 1) + interval '1 month')::date)
          END AS days
          FROM prisoners_prisoner w JOIN publishing b ON b.root_id = w.id) born ON born.root_id = p.root_id
"""


@dataclass(frozen=True)
class Made:
    """Columns made by one join. Without rows of `of` in the batch they are empty, and nothing is joined.

    `columns` are NULL when they are empty, `lists` have no items, `codes` are the empty text.
    """

    of: tuple
    join: str
    columns: dict = field(default_factory=dict)
    lists: dict = field(default_factory=dict)
    codes: dict = field(default_factory=dict)

    def values(self, models):
        """{name of a column: SQL}"""
        is_there = self.is_there(models)
        made = {name: value if is_there else "NULL" for name, value in self.columns.items()}
        for columns, empty in ((self.lists, "'{}'"), (self.codes, "''")):
            for name, value in columns.items():
                made[name] = f"COALESCE({value}, {empty})" if is_there else empty
        return made

    def is_there(self, models):
        return models.issuperset(self.of)


def _grouped(alias, select, source):
    """A join with one row per entry of the batch, aggregated from a part table."""
    return f"""
    LEFT JOIN (SELECT b.entry_id, {select} FROM publishing b JOIN {source} WHERE b.is_new_version
                GROUP BY b.entry_id) {alias} ON {alias}.entry_id = p.entry_id
    """  # noqa: S608


MADE = (
    Made((), "", {"is_withheld": "p.is_withheld"}),
    Made(
        (),
        f" LEFT JOIN ({FIRST_REPORTED}) reported ON reported.root_id = p.root_id ",
        {"first_reported_on": "COALESCE(reported.day, %s)"},
    ),
    Made(
        (),
        BORN,
        {"born_earliest": "lower(born.days)", "born_latest": "upper(born.days) - 1"},
    ),
    Made(
        (register.Detention,),
        """
    LEFT JOIN (SELECT DISTINCT ON (b.entry_id) b.entry_id, d.began_on_days, d.ended_on_days
                 FROM publishing b JOIN register_detention d ON d.entry_id = b.entry_id WHERE b.is_new_version
                ORDER BY b.entry_id, COALESCE(lower(d.began_on_days), lower(d.ended_on_days)) DESC NULLS LAST, d.id DESC
              ) last ON last.entry_id = p.entry_id
    """,
        {
            "arrested_earliest": "lower(last.began_on_days)",
            "arrested_latest": "upper(last.began_on_days) - 1",
            "released_earliest": "lower(last.ended_on_days)",
            "released_latest": "upper(last.ended_on_days) - 1",
        },
    ),
    Made(
        (register.Death,),
        " LEFT JOIN register_death death ON death.entry_id = p.entry_id ",
        {
            "died_earliest": "lower(death.died_on_days)",
            "died_latest": "upper(death.died_on_days) - 1",
        },
        codes={"death_class": "death.death_class"},
    ),
    Made(
        (register.Contact,),
        _grouped(
            "contact",
            # A contact that may have come on any day since leaves the last one open.
            """max(lower(c.happened_on_days)) AS earliest,
           CASE WHEN NOT bool_or(c.happened_on <> '' AND upper(c.happened_on_days) IS NULL)
                THEN max(upper(c.happened_on_days) - 1) END AS latest""",
            "register_contact c ON c.entry_id = b.entry_id",
        ),
        {"last_contact_earliest": "contact.earliest", "last_contact_latest": "contact.latest"},
    ),
    Made(
        (register.Verdict, register.SentencePart),
        _grouped(
            "sentence",
            f"""{PRISON_DAYS} FILTER (WHERE {PRISON_PART} AND v.is_in_force) AS days,
           array_agg(DISTINCT s.kind) AS kinds""",
            "register_verdict v ON v.entry_id = b.entry_id JOIN register_sentencepart s ON s.verdict_id = v.id",
        ),
        {"sentence_days": "sentence.days"},
        {"sentence_kinds": "sentence.kinds"},
    ),
    Made(
        (register.Detention,),
        _grouped(
            "held",
            """array_agg(DISTINCT d.country) FILTER (WHERE d.country <> '') AS countries,
           array_agg(DISTINCT d.region) FILTER (WHERE d.region <> '') AS regions,
           array_agg(DISTINCT d.context_id) FILTER (WHERE d.context_id IS NOT NULL) AS contexts,
           CASE WHEN NOT bool_or(d.began_on <> '' AND lower(d.began_on_days) IS NULL)
                THEN min(lower(d.began_on_days)) END AS first""",
            "register_detention d ON d.entry_id = b.entry_id",
        ),
        {"first_arrested_earliest": "held.first"},
        lists={
            "countries": "held.countries",
            "regions": "held.regions",
            "contexts": "held.contexts",
        },
    ),
    Made(
        (register.Stay,),
        _grouped(
            "places",
            "array_agg(DISTINCT s.facility_id) FILTER (WHERE s.facility_id IS NOT NULL) AS facilities",
            "register_stay s ON s.entry_id = b.entry_id",
        ),
        lists={"facilities": "places.facilities"},
    ),
    Made(
        (register.Verdict,),
        _grouped(
            "tried",
            "array_agg(DISTINCT v.court_id) FILTER (WHERE v.court_id IS NOT NULL) AS courts",
            "register_verdict v ON v.entry_id = b.entry_id",
        ),
        lists={"courts": "tried.courts"},
    ),
    Made(
        (register.Charge,),
        _grouped(
            "charged",
            "array_agg(DISTINCT c.article_id) FILTER (WHERE c.article_id IS NOT NULL) AS articles",
            "register_charge c ON c.entry_id = b.entry_id",
        ),
        lists={"articles": "charged.articles"},
    ),
    Made(
        (register.Condition,),
        _grouped(
            "treated",
            "array_agg(DISTINCT c.kind) AS kinds",
            "register_condition c ON c.entry_id = b.entry_id",
        ),
        lists={"condition_kinds": "treated.kinds"},
    ),
    Made(
        (register.Recognition,),
        _grouped(
            "recognised",
            "array_agg(DISTINCT r.organisation_id) FILTER (WHERE r.withdrawn_on = '') AS organisations",
            "register_recognition r ON r.entry_id = b.entry_id",
        ),
        lists={"recognised_by": "recognised.organisations"},
    ),
)


def insert_entries(cursor, kind, edition, moment):
    """Insert the new versions of prisoners; their parts are in place already."""
    models = {pair.published for pair in kind.parts}
    values = {}
    for made in MADE:
        values |= made.values(models)
    insert_roots(
        cursor,
        kind,
        edition,
        moment,
        more_columns="".join(f", {name}" for name in values),
        more_values="".join(f", {value}" for value in values.values()),
        more_joins="".join(made.join for made in MADE if made.is_there(models)),
        parameters=[timezone.localdate(moment)],
    )
