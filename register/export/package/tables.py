"""The linked tables: which there are, their columns, and which rows of them go into a package.

SQL is over two common table expressions that `writing` puts in front: `chosen`, the entries that a
question gives of those who may be shown (`id`, `public_id`, `identity`: the id under which texts are
kept), and `acts`, the acts as known at the edition (`id`, `public_id`).
"""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.facts import Facts, Texts, fact_fields
from register import models as register
from register.columns import COLUMNS
from register.export.package.columns import Column, is_part, of_facts, of_field, of_text
from register.publishing.roots import ACT, NAMES, PRISONER

OF_PERSON = " JOIN chosen c ON c.id = t.entry_id"
# What the list says of a person as of the day asked; other columns of it follow from the tables.
OF_PRISONER = """
    public_id permalink name is_name_withheld sex birth birth_earliest birth_latest nationalities
    occupations health has_minor_children status status_reason status_terms status_since presumed_from
    days_in_custody_at_least days_in_custody_at_most silent_days_at_least silent_days_at_most
    sentence_days first_reported_on is_certain former_public_ids
""".split()
CODES_OF_PRISONER = {
    "sex": register.Entry.Sex,
    "has_minor_children": register.Entry.YesNo,
    "occupations": register.Entry.Occupation,
    "health": register.Entry.Health,
    "status": register.Span.Status,
    "status_reason": register.Detention.EndReason,
    "status_terms": register.Detention.ReleaseTerms,
}
TYPES = {"text": "string", "day": "date", "number": "integer"}
SHOWN_ELSEWHERE = {"display_name", "born_on"}


@dataclass(frozen=True)
class Table:
    """`source` is SQL from FROM on; `key` the column that links of other tables lead to."""

    name: str
    title: str
    meaning: str
    columns: tuple[Column, ...]
    source: str
    key: str = ""
    order_by: str = "t.id"

    def links(self, target):
        """SELECT of the keys of `target` that rows of this table lead to."""
        return [
            f"SELECT {column.sql} {self.source}"
            for column in self.columns
            if column.links_to == target and target != self.name
        ]


def tables():
    """All tables, in the reader's language; those that others link to are among them."""
    people = [_prisoners(), *_of_identity(), *_parts_of_people(), _relations()]
    others = [_acts(), *_parts_of_acts(), _claims(), _citations(), _served_time_rules()]
    linking = [*people, *others]
    return [*linking, *_catalogues(linking)]


def _prisoners():
    by_name = {column.name: column for column in COLUMNS}
    facts = {field.name: field for field in fact_fields(register.Entry, Facts)}
    facts |= {"name": register.Identity._meta.get_field("display_name")}
    facts |= {"birth": register.Identity._meta.get_field("born_on")}
    columns = []
    for name in OF_PRISONER:
        of_list = by_name[name]
        codes = CODES_OF_PRISONER.get(name)
        columns.append(
            Column(
                name,
                of_list.sql,
                title=capfirst(str(facts[name].verbose_name)) if name in facts else "",
                meaning=str(of_list.meaning),
                type="boolean" if name.startswith("is_") else TYPES[of_list.kind],
                codes=tuple(codes.choices) if codes else (),
                is_list=name in ("occupations", "health", "nationalities"),
            )
        )
    return Table(
        "prisoners",
        _("Prisoners"),
        _("One row for each person, with what holds on the day asked about."),
        (*columns, *_texts_of_prisoner()),
        source="",
        key="public_id",
    )


def _texts_of_prisoner():
    for field in fact_fields(register.Identity, Texts):
        if field.name not in SHOWN_ELSEWHERE:
            yield from of_field(field, alias="i")


def selected_of_prisoners(table):
    """The columns of prisoners for the SELECT of the list, which knows what may be shown of whom."""
    of_list = {column.name: column.selected for column in COLUMNS}
    return ",\n".join(of_list.get(column.name, column.selected) for column in table.columns)


def _of_identity():
    said = {
        "Name": (_("Names"), _("Every form of the name of a person, in any script.")),
        "ExternalId": (_("Ids in other lists"), _("The number or address of a person elsewhere.")),
    }
    for pair in NAMES:
        title, meaning = said[pair.published.__name__]
        columns = [column for f in fact_fields(pair.published, Texts) for column in of_field(f)]
        yield Table(
            "names" if pair.published is register.Name else "external_ids",
            title,
            meaning,
            (_person(), *columns),
            f"FROM {pair.published._meta.db_table} t JOIN chosen c ON c.identity = t.public_id",
            order_by="c.public_id, t.id",
        )


def _meanings():
    """{register model: (name of its table, what it is)} of the parts of people and acts."""
    return {
        register.Detention: ("detentions", _("One stretch of custody, from arrest to release.")),
        register.Stay: ("stays", _("A stay in one facility within a detention.")),
        register.Prosecution: ("prosecutions", _("A criminal case against one person.")),
        register.Charge: (
            "charges",
            _("An article that the person is charged with, and what became of it."),
        ),
        register.Verdict: ("verdicts", _("A decision of a court, by instance.")),
        register.SentencePart: (
            "sentence_parts",
            _("One part of a sentence: a term, a fine, a ban."),
        ),
        register.Condition: ("conditions", _("How somebody is held: a dated fact.")),
        register.Contact: ("contacts", _("A dated sign of life.")),
        register.Death: ("deaths", _("A death, and what is known of its circumstances.")),
        register.Recognition: (
            "recognitions",
            _("An organisation recognised the person as a political prisoner."),
        ),
        register.OfficialLabel: (
            "labels",
            _("The person was put on an official list, or taken off it."),
        ),
        register.AnnouncedCount: (
            "announced_counts",
            _("How many people of one kind an act was announced for, as one speaker stated it."),
        ),
        register.Beneficiary: (
            "beneficiaries",
            _("A person who is known to have benefited from an act, named or not."),
        ),
    }


# As `Official.objects.sourced()`: who may be named today.
SOURCED_OFFICIALS = """
    SELECT v.judge_id FROM register_verdict v JOIN register_entry e ON e.id = v.entry_id
      JOIN register_citation c ON c.public_id = e.public_id AND c.stance = 'supports'
       AND (c."row" = v.code AND c.field IN ('', 'judge') OR c."row" IS NULL AND c.field = '')"""
CATALOGUES = {
    register.Facility: "facilities",
    register.Court: "courts",
    register.Official: "officials",
    register.Article: "articles",
    register.Context: "contexts",
    register.Organisation: "organisations",
    register.Source: "sources",
}


def _parts_of_people():
    meanings = _meanings()
    for pair in PRISONER.parts:
        if pair.published is register.Relation:
            continue
        name, meaning = meanings[pair.published]
        links, joins = _links(pair.published, meanings)
        yield Table(
            name,
            capfirst(str(pair.working._meta.verbose_name_plural)),
            meaning,
            (
                _code(),
                _person(),
                *of_facts(pair.published, links),
                *(of_text(field, "c.identity") for field in fact_fields(pair.working, Texts)),
            ),
            f"FROM {pair.published._meta.db_table} t{OF_PERSON}{joins}",
            key="code",
            order_by="c.public_id, t.id",
        )


def _links(model, meanings):
    """{field: (table, SQL of the key)} of the links in a model's facts, and the joins they need."""
    links, joins = {}, ""
    for field in model._meta.local_fields:
        target = field.related_model
        if target in CATALOGUES:
            key = f't."{field.column}"'
            if target is register.Official:
                key = f"CASE WHEN {key} IN ({SOURCED_OFFICIALS}) THEN {key} END"
            links[field.name] = (CATALOGUES[target], key)
        elif target and is_part(target):
            links[field.name] = (meanings[target][0], f"{field.name}.code::text")
            joins += (
                f" JOIN {target._meta.db_table} {field.name} ON {field.name}.id = t.{field.column}"
            )
    return links, joins


def _relations():
    return Table(
        "relations",
        _("Relations"),
        _("A tie between two people, while both are public and neither name is withheld."),
        (
            _code(),
            _person(),
            Column("other", "o.public_id", _("Other person"), links_to="prisoners"),
            *of_facts(register.Relation, {}),
        ),
        f"FROM register_relation t{OF_PERSON} AND NOT c.is_withheld "
        "JOIN chosen o ON o.public_id = t.other_id AND NOT o.is_withheld",
        key="code",
        order_by="c.public_id, t.id",
    )


def _acts():
    return Table(
        "acts",
        _("Clemency acts"),
        _("A pardon, amnesty, exchange or other act as it was announced."),
        (_public_id("t.public_id"), *of_facts(register.ActEntry, {})),
        "FROM register_actentry t JOIN acts a ON a.id = t.id",
        key="public_id",
        order_by="t.public_id",
    )


def _parts_of_acts():
    meanings = _meanings()
    act = Column("act", "a.public_id", _("Clemency act"), links_to="acts")
    source = "FROM {table} t JOIN acts a ON a.id = t.entry_id"
    for pair in ACT.parts:
        name, meaning = meanings[pair.published]
        own, joins, hidden = [], "", ""
        if pair.published is register.Beneficiary:
            own = [
                Column(
                    "prisoner",
                    "c.public_id",
                    _("Prisoner"),
                    _("Empty for somebody who is not in this table of prisoners."),
                    links_to="prisoners",
                )
            ]
            joins = (
                " LEFT JOIN chosen c ON c.public_id = t.prisoner_id"
                " LEFT JOIN register_identity bi ON bi.public_id = t.prisoner_id"
            )
            hidden = "CASE WHEN bi.is_withheld THEN '' ELSE a.public_id END"
        yield Table(
            name,
            capfirst(str(pair.working._meta.verbose_name_plural)),
            meaning,
            (
                _code(),
                act,
                *own,
                *of_facts(pair.published, {}),
                *(of_text(f, hidden or "a.public_id") for f in fact_fields(pair.working, Texts)),
            ),
            source.format(table=pair.published._meta.db_table) + joins + _only_chosen(pair),
            key="code",
            order_by="a.public_id, t.id",
        )


def _only_chosen(pair):
    """Of a part of the register, those beneficiaries only who are in it."""
    if pair.published is not register.Beneficiary:
        return ""
    return " WHERE (SELECT is_everybody FROM asked) OR c.public_id IS NOT NULL"


def _claims():
    links = {"source": ("sources", 't."source_id"')}
    return Table(
        "claims",
        _("Count claims"),
        _("A number that somebody stated, word for word. Never mixed with our own counts."),
        (
            _public_id("t.public_id"),
            Column(
                "act",
                "a.public_id",
                _("Clemency act"),
                _("The act that the statement speaks of."),
                links_to="acts",
            ),
            *of_facts(register.ClaimEntry, links),
        ),
        "FROM register_claimentry t JOIN asked ON t.edition_from <= asked.edition "
        "AND t.edition_to > asked.edition LEFT JOIN acts a ON a.public_id = t.about_id "
        "WHERE asked.is_everybody OR a.id IS NOT NULL",
        key="public_id",
        order_by="t.public_id",
    )


def _citations():
    return Table(
        "citations",
        _("Citations"),
        _("A source says something about one fact, as of today. Of a person, an act or a claim."),
        (
            Column("prisoner", "c.public_id", _("Prisoner"), links_to="prisoners"),
            Column("act", "a.public_id", _("Clemency act"), links_to="acts"),
            Column("claim", "k.public_id", _("Count claim"), links_to="claims"),
            *of_facts(register.Citation, {"source": ("sources", 't."source_id"')}),
        ),
        "FROM register_citation t LEFT JOIN chosen c ON c.identity = t.public_id "
        "LEFT JOIN acts a ON a.public_id = t.public_id "
        "LEFT JOIN claims k ON k.public_id = t.public_id "
        "WHERE COALESCE(c.public_id, a.public_id, k.public_id) IS NOT NULL",
        order_by="COALESCE(c.public_id, a.public_id, k.public_id), t.id",
    )


def _served_time_rules():
    return Table(
        "served_time_rules",
        _("Rules on time served"),
        _("How many days of a sentence the law of a country counts for a day before it."),
        (
            Column("id", "t.id", _("Number"), type="integer"),
            *of_facts(register.ServedTimeRule, {"source": ("sources", 't."source_id"')}),
        ),
        "FROM register_servedtimerule t WHERE t.country <> ''",
        key="id",
    )


def _catalogues(linking):
    said = {
        "facilities": (_("Facilities"), _("A place of detention.")),
        "courts": (_("Courts"), _("A court that gave one of the verdicts.")),
        "officials": (_("Officials"), _("A judge, prosecutor or other official.")),
        "articles": (_("Articles of law"), _("One article, and part, of a code of law.")),
        "contexts": (_("Contexts"), _("A dated event that detentions belong to.")),
        "organisations": (_("Organisations"), _("Who recognises people as political prisoners.")),
        "sources": (_("Sources"), _("A page, paper or statement that says something.")),
    }
    for model, name in CATALOGUES.items():
        title, meaning = said[name]
        linked = " UNION ".join(select for table in linking for select in table.links(name))
        if model is register.Source:
            # What a source reprints is there too, and what that reprints.
            linked = (
                f"WITH RECURSIVE l (id) AS (({linked}) UNION SELECT s.derived_from_id "
                "FROM register_source s JOIN l ON s.id = l.id) SELECT id FROM l"
            )
        links = {"derived_from": ("sources", 't."derived_from_id"')}
        yield Table(
            name,
            title,
            meaning,
            (
                Column("id", "t.id", _("Number"), type="integer"),
                *of_facts(model, links),
            ),
            f"FROM {model._meta.db_table} t WHERE t.id IN ({linked})",
            key="id",
        )


def _code():
    return Column(
        "code",
        "t.code::text",
        _("Code"),
        _("The permanent name of the row, the same in every edition."),
    )


def _person():
    return Column("prisoner", "c.public_id", _("Prisoner"), links_to="prisoners")


def _public_id(sql):
    return Column("public_id", sql, _("Public id"), _("Permanent id of the record."))
