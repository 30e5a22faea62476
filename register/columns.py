"""The columns of the public data: name, meaning and the SQL that makes each, declared once.

SQL is over `e` (the entry with its span of the day asked), `i` (its identity, as decided today) and
the joins below. CSV, XLSX and JSON take the same SELECT, and docs/columns.md is made from this list.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from register.silence import IS_PLAIN, OF_NOT_PLAIN

# What an edition told of somebody whose name is withheld since, or whose record was withdrawn, is
# not told any more: such a person stands in a row without an id, so that no filter says who it is.
IS_SHOWN = "(e.is_withheld OR NOT COALESCE(i.is_withheld, true))"
IS_HELD = "e.status IN ('in_custody', 'maybe_in_custody')"
MANY = "'; '"


@dataclass(frozen=True)
class Column:
    """`is_detail`: left empty in the row of somebody who may not be shown any more.

    `kind` is text, day or number: what XLSX keeps apart, and which columns may hold empty text.
    """

    name: str
    sql: str
    meaning: str
    kind: str = "text"
    is_detail: bool = True

    @property
    def selected(self):
        value = f"NULLIF({self.sql}, '')" if self.kind == "text" else self.sql
        return f'{value} AS "{self.name}"'

    @property
    def selected_of_hidden(self):
        return f'NULL AS "{self.name}"' if self.is_detail else self.selected


def text(sql):
    """Free text, so that no spreadsheet takes it for a formula."""
    return f"no_formula({sql})"


def codes(column):
    return f"array_to_string(e.{column}, {MANY})"


def rows(column, table, label):
    """Names of catalogue rows, in the order of the array of their ids; mostly there is one."""
    return text(
        f"""CASE cardinality(e.{column}) WHEN 0 THEN ''
            WHEN 1 THEN (SELECT {label} FROM {table} r WHERE r.id = e.{column}[1])
            ELSE (SELECT string_agg({label}, {MANY} ORDER BY listed.n)
                    FROM unnest(e.{column}) WITH ORDINALITY listed (id, n)
                    JOIN {table} r ON r.id = listed.id) END"""
    )


def edtf(earliest, latest):
    """A partial date for days of which only the ends are kept."""
    return f"""CASE WHEN {earliest} = {latest} THEN {earliest}::text
        WHEN {earliest} IS NOT NULL OR {latest} IS NOT NULL
        THEN '[' || COALESCE({earliest}::text, '') || '..' || COALESCE({latest}::text, '') || ']'
        ELSE '' END"""


def last_contact(flat, by_then):
    """The entry knows its last contact of all; those by an earlier day are looked for."""
    return f"""CASE WHEN e.last_contact_latest <= %(on)s THEN e.{flat}
        WHEN e.last_contact_latest IS NOT NULL OR e.last_contact_earliest IS NOT NULL THEN (
            SELECT {by_then} FROM register_contact c
             WHERE c.entry_id = e.id AND c.happened_on <> ''
               AND COALESCE(lower(c.happened_on_days) <= %(on)s, true)) END"""


LAST_CONTACT_EARLIEST = last_contact(
    "last_contact_earliest",
    "max(lower(c.happened_on_days)) FILTER (WHERE upper(c.happened_on_days) <= %(day_after)s)",
)
LAST_CONTACT_LATEST = last_contact(
    "last_contact_latest", "max(LEAST(upper(c.happened_on_days) - 1, %(on)s))"
)


def silent(flat, by_the_clock):
    """Days of silence (register/silence.py): from the entry where it knows, else from the clock."""
    is_plain = IS_PLAIN.format(entry="e", since="e.status_since")
    return f"""CASE WHEN {IS_HELD} THEN CASE WHEN {is_plain} THEN %(on)s - {flat}
        ELSE {by_the_clock} END END"""


JOINS = (
    """
    LEFT JOIN LATERAL (
        SELECT d.* FROM register_detention d WHERE d.entry_id = e.id
         ORDER BY COALESCE(lower(d.began_on_days), lower(d.ended_on_days)) DESC NULLS LAST, d.id DESC
         LIMIT 1) d ON true
    LEFT JOIN LATERAL (
        SELECT sum(LEAST(s.ends, %(day_after)s) - s.begins)
                   FILTER (WHERE s.status = 'in_custody') AS at_least,
               sum(LEAST(s.ends, %(day_after)s) - s.begins) AS at_most
          FROM register_span s
         WHERE s.entry_id = e.id AND s.begins <= %(on)s
           AND s.status IN ('in_custody', 'maybe_in_custody')) days ON true
    LEFT JOIN LATERAL (
        SELECT string_agg(cited.key, '; ') AS keys,
               string_agg(NULLIF(cited.url, ''), '; ') AS urls
          FROM (SELECT DISTINCT r.key, r.url FROM register_citation c
                  JOIN register_source r ON r.id = c.source_id
                 WHERE c.public_id = i.public_id ORDER BY r.key) cited) sources ON true
    LEFT JOIN (
        SELECT m.into, string_agg(m.public_id, '; ' ORDER BY m.public_id) AS ids
          FROM register_redirect m
         WHERE m.edition_from <= %(edition)s AND m.edition_to > %(edition)s
         GROUP BY m.into) former ON former.into = e.public_id
"""
    + f"""
    LEFT JOIN ({OF_NOT_PLAIN}) silence ON silence.entry_id = e.id
"""
)

COLUMNS = [
    Column(
        "public_id",
        "e.public_id",
        _(
            "Permanent id of the record. Empty, with nearly everything else, in the row of somebody "
            "whose name was withheld or whose record was withdrawn after the edition asked about."
        ),
    ),
    Column(
        "permalink",
        "%(person)s || e.public_id || %(pinned)s",
        _("Address of the person's page, pinned to the edition and the day asked about."),
    ),
    Column("name", text("i.display_name"), _("Name in Latin script. Empty when withheld.")),
    Column(
        "names_other",
        text(
            f"""(SELECT string_agg(n.text, {MANY} ORDER BY n.id) FROM register_name n
              WHERE n.public_id = i.public_id AND n.text <> i.display_name)"""
        ),
        _("Other names and spellings, in any script."),
    ),
    Column(
        "found_as",
        text("found.written"),
        _("Where a name was searched: the form of it that fits best. Empty otherwise."),
    ),
    Column(
        "is_name_withheld",
        "CASE WHEN COALESCE(i.is_withheld, true) THEN 'yes' ELSE 'no' END",
        _("yes or no, as decided today."),
        is_detail=False,
    ),
    Column("sex", "e.sex", _("female, male, other, unknown."), is_detail=False),
    Column(
        "birth",
        f"COALESCE(NULLIF(i.born_on, ''), {edtf('e.born_earliest', 'e.born_latest')})",
        _("Date of birth as EDTF. Of people whose name is withheld, the decade."),
    ),
    Column(
        "birth_earliest",
        "COALESCE(lower(i.born_on_days), CASE WHEN COALESCE(i.born_on, '') = '' THEN e.born_earliest END)",
        _("The first day that `birth` may mean."),
        kind="day",
    ),
    Column(
        "birth_latest",
        "COALESCE(upper(i.born_on_days) - 1, CASE WHEN COALESCE(i.born_on, '') = '' THEN e.born_latest END)",
        _("The last day that `birth` may mean."),
        kind="day",
    ),
    Column("nationalities", text(codes("nationalities")), _("ISO 3166-1 alpha-2 codes.")),
    Column("occupations", codes("occupations"), _("Broad groups, as codes.")),
    Column("health", codes("health"), _("Codes; only what may be published.")),
    Column("has_minor_children", "e.has_minor_children", _("yes, no, unknown.")),
    Column(
        "status",
        "COALESCE(e.status, 'unknown')",
        _(
            "Status on the day asked about: in_custody, maybe_in_custody, released, restricted, "
            "died_in_custody, died, wanted, unknown."
        ),
        is_detail=False,
    ),
    Column("status_reason", "e.status_reason", _("Of a release: why custody ended.")),
    Column("status_terms", "e.status_terms", _("Of a release: under which terms.")),
    Column(
        "status_since",
        "NULLIF(e.status_since, '0001-01-01'::date)",
        _("First day of this status."),
        kind="day",
    ),
    Column(
        "presumed_from",
        "CASE WHEN e.presumed_from <= %(on)s THEN e.presumed_from END",
        _("From this day on custody is presumed, because no later source confirms it."),
        kind="day",
    ),
    Column(
        "days_in_custody_at_least",
        "COALESCE(days.at_least, 0)",
        _("Days certainly in custody, up to the day asked about and with it."),
        kind="number",
    ),
    Column(
        "days_in_custody_at_most",
        "COALESCE(days.at_most, 0)",
        _("The same with possible custody."),
        kind="number",
    ),
    Column(
        "detentions",
        "(SELECT count(*) FROM register_detention all_d WHERE all_d.entry_id = e.id)",
        _(
            "How many detentions are on record. The columns from `arrested_on` to `last_confirmed_on` are of the latest."
        ),
        kind="number",
    ),
    Column("arrested_on", "d.began_on", _("Day of the latest arrest as EDTF.")),
    Column(
        "arrested_on_earliest",
        "e.arrested_earliest",
        _("The first day that it may mean."),
        kind="day",
    ),
    Column(
        "arrested_on_latest", "e.arrested_latest", _("The last day that it may mean."), kind="day"
    ),
    Column("released_on", "d.ended_on", _("End of the latest detention as EDTF, death included.")),
    Column(
        "released_on_earliest",
        "e.released_earliest",
        _("The first day that it may mean."),
        kind="day",
    ),
    Column(
        "released_on_latest", "e.released_latest", _("The last day that it may mean."), kind="day"
    ),
    Column(
        "end_reason", "d.end_reason", _("Why the latest detention ended; empty while it lasts.")
    ),
    Column("release_terms", "d.release_terms", _("Terms of the release.")),
    Column(
        "last_confirmed_on", "d.last_confirmed_on", _("When custody was last confirmed, as EDTF.")
    ),
    Column("countries", text(codes("countries")), _("Countries of the detentions.")),
    Column("regions", text(codes("regions")), _("Regions of the arrests.")),
    Column(
        "contexts",
        rows("contexts", "register_context", "r.name"),
        _("Events that the detentions belong to."),
    ),
    Column(
        "facilities",
        rows("facilities", "register_facility", "r.name"),
        _("Places where the person was held at any time."),
    ),
    Column("courts", rows("courts", "register_court", "r.name"), _("Courts that gave verdicts.")),
    Column(
        "articles",
        rows(
            "articles",
            "register_article",
            "r.country || ' ' || r.law || ' ' || r.number || CASE WHEN r.part <> '' THEN '(' || r.part || ')' ELSE '' END",
        ),
        _("Articles of law in the charges: country, code, number (part)."),
    ),
    Column(
        "sentence_days",
        "e.sentence_days",
        _("Imprisonment in force, in days: a year is 365.25, a month 30.4375 days."),
        kind="number",
    ),
    Column("sentence_kinds", codes("sentence_kinds"), _("Kinds of the parts of all sentences.")),
    Column(
        "sentence_text",
        text(
            f"""CASE WHEN e.sentence_kinds <> '{{}}' THEN (
            SELECT string_agg(t.text, {MANY} ORDER BY s.id) FROM register_sentencepart s
              JOIN register_verdict v ON v.id = s.verdict_id AND v.is_in_force
              JOIN register_text t ON t.public_id = i.public_id AND t.code = s.code AND t.field = 'as_stated'
             WHERE s.entry_id = e.id) ELSE '' END"""
        ),
        _("Sentences in force as sources put them."),
    ),
    Column(
        "conditions",
        codes("condition_kinds"),
        _("Conditions of custody recorded at any time, as codes."),
    ),
    Column(
        "recognised_by",
        rows("recognised_by", "register_organisation", "r.name"),
        _("Organisations that recognise the person as a political prisoner."),
    ),
    Column(
        "last_contact_earliest",
        LAST_CONTACT_EARLIEST,
        _("The last contact by the day asked about was not before this day."),
        kind="day",
    ),
    Column("last_contact_latest", LAST_CONTACT_LATEST, _("It was not after this day."), kind="day"),
    Column(
        "silent_days_at_least",
        silent("e.last_contact_latest", "silence.at_least"),
        _("Days without contact, of people who are or may be held."),
        kind="number",
    ),
    Column(
        "silent_days_at_most",
        silent("e.last_contact_earliest", "silence.at_most"),
        _("The same at most."),
        kind="number",
    ),
    Column(
        "died_on",
        "CASE WHEN e.death_class <> '' THEN (SELECT x.died_on FROM register_death x WHERE x.entry_id = e.id) ELSE '' END",
        _("Day of death as EDTF."),
    ),
    Column("died_on_earliest", "e.died_earliest", _("The first day that it may mean."), kind="day"),
    Column("died_on_latest", "e.died_latest", _("The last day that it may mean."), kind="day"),
    Column(
        "death_class", "e.death_class", _("How the death relates to custody; empty for the living.")
    ),
    Column(
        "acts",
        f"""(SELECT string_agg(DISTINCT a.public_id, {MANY}) FROM register_beneficiary b
          JOIN register_actentry a ON a.id = b.entry_id
           AND a.edition_from <= %(edition)s AND a.edition_to > %(edition)s
         WHERE b.prisoner_id = e.public_id)""",
        _("Public ids of the clemency acts in which the person is named."),
    ),
    Column(
        "first_reported_on",
        "e.first_reported_on",
        _("The first day on which a source speaks of the person."),
        kind="day",
    ),
    Column("sources", text("sources.keys"), _("Keys of the sources that are cited.")),
    Column("source_urls", text("sources.urls"), _("Their addresses.")),
    Column(
        "is_certain",
        "CASE WHEN e.is_certain THEN 'yes' ELSE 'no' END",
        _(
            "yes when the filters fit beyond doubt, no when they fit on one reading of the sources only."
        ),
        is_detail=False,
    ),
    Column("on", "%(on)s::date", _("The day asked about."), kind="day", is_detail=False),
    Column(
        "edition",
        "%(shown_edition)s",
        _("The edition that answers."),
        kind="number",
        is_detail=False,
    ),
    Column(
        "former_public_ids",
        "former.ids",
        _("Public ids of records that were merged into this one; they lead to it."),
    ),
]
SELECTED = ",\n".join(column.selected for column in COLUMNS)
SELECTED_OF_HIDDEN = ",\n".join(column.selected_of_hidden for column in COLUMNS)
# By what is selected of them and by nothing else: any other order would lead back to an id.
ORDER_OF_HIDDEN = ", ".join(
    str(place) for place, column in enumerate(COLUMNS, 1) if not column.is_detail
)
