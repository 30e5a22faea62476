"""Clemency acts, who benefited, and claims, for a register of many people: published rows alone.

Invented, and always the same: acts through the years with their announced numbers, beneficiaries taken
from those who were pardoned, some of them unknown here, and claims of every measure.
"""

from django.db import connections

ACTS, PEOPLE_IN_AN_ACT, CLAIMS = 400, 250, 2_000
STATEMENTS = (
    f"""
    INSERT INTO register_actentry (public_id, edition_from, edition_to, digest, published_at, kind,
        announced_on, country, authority, title, names_given, conditions_stated, conditions_text,
        is_undercounted, is_in_ledger, note)
    SELECT 'RA-' || lpad(n::text, 6, '0'), 1, 2147483647, md5(n::text), now(),
           CASE n % 10 WHEN 0 THEN 'amnesty' ELSE 'pardon' END,
           to_char(date '2001-01-15' + n * 22, CASE n % 7 WHEN 0 THEN 'YYYY-MM' ELSE 'YYYY-MM-DD' END),
           'XA', '', '', 'some', CASE n % 3 WHEN 0 THEN '{{remorse,petition}}' ELSE '{{}}' END::varchar[],
           '', n % 50 = 0, n % 40 <> 1, ''
      FROM generate_series(1, {ACTS}) n
    """,
    f"""
    INSERT INTO register_announcedcount (entry_id, code, category, lower, upper, stated, speaker, is_adopted)
    SELECT id, gen_random_uuid(), category, {PEOPLE_IN_AN_ACT} * part / 100, {PEOPLE_IN_AN_ACT} * (part + id % 5) / 100,
           '', '', true
      FROM register_actentry, (VALUES ('total', 120), ('women', 20), ('parents_of_minors', 10)) AS c (category, part)
     WHERE category = 'total' OR id % 3 = 0
    """,
    f"""
    INSERT INTO register_beneficiary (entry_id, code, prisoner_id, sex, categories, outcome, released_on,
        confidence, remorse_reported, petition_reported)
    SELECT act.id, gen_random_uuid(), CASE place % 5 WHEN 0 THEN '' ELSE person.public_id END, person.sex, '{{}}',
           CASE place % 30 WHEN 1 THEN 'disputed' ELSE 'released' END, '', 'medium', 'unknown', 'unknown'
      FROM (SELECT e.public_id, e.sex, row_number() OVER (ORDER BY e.id) - 1 AS place
              FROM register_entry e
             WHERE e.edition_to = 2147483647
               AND EXISTS (SELECT FROM register_span s WHERE s.entry_id = e.id AND s.reason = 'pardon')
             ORDER BY e.id LIMIT {ACTS * PEOPLE_IN_AN_ACT}) person
      JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS its_place FROM register_actentry) act
        ON act.its_place = person.place / {PEOPLE_IN_AN_ACT}
    """,
    f"""
    INSERT INTO register_claimentry (public_id, edition_from, edition_to, digest, published_at, measure,
        measure_stated, value, value_stated, qualifier, period_start_on, as_of_on, speaker, note, about_id)
    SELECT 'RT-' || lpad(n::text, 6, '0'), 1, 2147483647, md5(n::text), now(),
           ('{{in_custody,released_by_pardon,pardon_acts,died_in_custody,newly_held,released_all_grounds,'
            'released_early,released_full_term_served,amnestied,convicted,recognised_since_2020}}'::text[])[1 + n % 11],
           '', 1000 + n * 37 % 40000, 'invented', ('{{exactly,at_least,about,more_than}}'::text[])[1 + n % 4],
           CASE n % 3 WHEN 0 THEN '' ELSE to_char(date '2001-01-01' + n * 4, 'YYYY-MM-DD') END,
           to_char(date '2001-06-01' + n * 4, CASE n % 5 WHEN 0 THEN 'YYYY-MM' ELSE 'YYYY-MM-DD' END),
           'Test speaker', '', ''
      FROM generate_series(1, {CLAIMS}) n
    """,
)


def ensure(say):
    """Write them where there are none yet."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM register_actentry)")
        if cursor.fetchone()[0]:
            return
        cursor.execute("SET session_replication_role = replica")
        for statement in STATEMENTS:
            cursor.execute(statement)
            say(f"{statement.split()[2]}: {cursor.rowcount:,} rows")
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("ANALYZE")
