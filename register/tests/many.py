"""Very many invented people at once, for tests of streaming and for plans of queries."""

from django.db import connections

FILL = """
INSERT INTO register_edition (number, published_at, kind, roots) VALUES (1, '2025-01-01', 'publish', {n})
    ON CONFLICT DO NOTHING;
INSERT INTO register_facility (id, name, name_native, other_names, country, region, city, location_basis, kind, address, note)
    SELECT g, 'Test Colony ' || g, '', '', 'BY', '', '', '', 'prison', '', '' FROM generate_series(1, 200) g;
INSERT INTO register_article (id, country, law, number, part, title)
    SELECT g, 'BY', 'CC', g, '', '' FROM generate_series(1, 300) g;
INSERT INTO register_source (id, key, kind, publisher, title, url, archived_url, published_on, accessed_on,
                             language, reliability, note)
    SELECT g, 'test-' || g, 'news', '', 'Test ' || g, 'https://news.example/' || g, '', '', '', 'en', 'unknown', ''
      FROM generate_series(1, 1000) g;
INSERT INTO register_entry (id, public_id, edition_from, digest, published_at, is_withheld, first_reported_on,
        born_earliest, born_latest, arrested_earliest, arrested_latest, released_earliest, released_latest,
        death_class, last_contact_earliest, last_contact_latest, sentence_days, sentence_kinds, countries, regions,
        contexts, facilities, courts, articles, condition_kinds, recognised_by,
        sex, nationalities, occupations, health, has_minor_children)
    SELECT g, 'RC-' || lpad(upper(to_hex(g)), 6, '0'), 1, '', '2025-01-01', g %% 50 = 0, '2020-08-10',
           born, born + 30, arrest, arrest + (g %% 3 = 0)::int * 20, released, released, '',
           arrest + g %% 300, arrest + g %% 300 + (g %% 5 = 0)::int * 10,
           CASE WHEN g %% 4 <> 0 THEN g %% 5000 + 30 END, '{{imprisonment}}',
           CASE WHEN g %% 20 = 0 THEN '{{RU}}' ELSE '{{BY}}' END::varchar[], ARRAY['Region ' || g %% 7],
           '{{}}', ARRAY[g %% 200 + 1], '{{}}', ARRAY[g %% 300 + 1, (g * 7) %% 300 + 1],
           CASE WHEN g %% 6 = 0 THEN '{{torture}}' ELSE '{{}}' END::varchar[],
           CASE WHEN g %% 2 = 0 THEN '{{1}}' ELSE '{{}}' END::bigint[],
           CASE WHEN g %% 4 = 0 THEN 'female' ELSE 'male' END, '{{BY}}',
           CASE g %% 5 WHEN 0 THEN '{{student}}' WHEN 1 THEN '{{journalist}}' ELSE '{{worker}}' END::varchar[],
           '{{}}', 'unknown'
      FROM (SELECT g, date '1950-01-01' + (g * 37) %% 20000 AS born,
                   date '2020-08-09' + (g * 13) %% 1500 AS arrest,
                   CASE WHEN g %% 2 = 0 THEN date '2020-08-09' + (g * 13) %% 1500 + g %% 900 + 20 END AS released
              FROM generate_series(1, {n}) g) made;
ANALYZE register_entry;
INSERT INTO register_identity (public_id, is_withheld, sort_key, display_name, born_on, occupation_text,
        affiliation, health_text, summary, status_note, letters_address, disagreement)
    SELECT public_id, is_withheld, lower(name), name, '', '', '', '', '', '', '', ''
      FROM (SELECT public_id, is_withheld, CASE WHEN is_withheld THEN '' ELSE
                   'Person ' || substr(md5(id::text), 1, 7) || ' Test' || id END AS name FROM register_entry) named;
INSERT INTO register_span (entry_id, edition_from, status, begins, ends, held_from, held_from_latest, reason, terms,
                           status_before, status_after, reason_after)
    SELECT id, 1, 'maybe_in_custody', arrested_earliest, arrested_latest, arrested_earliest, arrested_latest, '', '',
           '', 'in_custody', ''
      FROM register_entry WHERE arrested_earliest < arrested_latest
    UNION ALL
    SELECT id, 1, 'in_custody', arrested_latest, COALESCE(released_earliest, '9999-12-31'),
           arrested_earliest, arrested_latest, '', '',
           CASE WHEN arrested_earliest < arrested_latest THEN 'maybe_in_custody' ELSE '' END,
           CASE WHEN released_earliest IS NULL THEN '' ELSE 'released' END,
           CASE WHEN released_earliest IS NULL THEN '' ELSE 'pardon' END FROM register_entry
    UNION ALL
    SELECT id, 1, 'released', released_earliest, '9999-12-31', NULL, NULL, 'pardon', 'free', 'in_custody', '', ''
      FROM register_entry WHERE released_earliest IS NOT NULL;
INSERT INTO register_detention (entry_id, edition_from, code, form, began_on, ended_on, end_reason, release_terms,
                                last_confirmed_on, country, region)
    SELECT id, 1, gen_random_uuid(), 'custody',
           CASE WHEN arrested_earliest = arrested_latest THEN arrested_latest::text
                ELSE '[' || arrested_earliest || '..' || arrested_latest || ']' END,
           COALESCE(released_earliest::text, ''), CASE WHEN released_earliest IS NULL THEN '' ELSE 'pardon' END,
           '', '', 'BY', '' FROM register_entry;
INSERT INTO register_contact (entry_id, edition_from, code, kind, happened_on)
    SELECT id, 1, gen_random_uuid(), 'letter', last_contact_latest::text FROM register_entry;
INSERT INTO register_name (public_id, code, text, kind, language, script)
    SELECT public_id, gen_random_uuid(), 'Чалавек ' || id, 'native', 'be', 'Cyrl' FROM register_entry WHERE NOT is_withheld;
INSERT INTO register_citation (public_id, source_id, field, stance, stated_value, quote, locator, confidence)
    SELECT public_id, (id * k) %% 1000 + 1, '', 'supports', '', '', '', 'medium'
      FROM register_entry, generate_series(1, 2) k WHERE NOT is_withheld;
INSERT INTO register_court (id, name, name_native, other_names, country, region, city, location_basis, note, kind)
    SELECT g, 'Test Court ' || g, '', '', 'BY', '', '', '', '', 'district' FROM generate_series(1, 100) g;
INSERT INTO register_prosecution (entry_id, edition_from, code, opened_on, wanted_on, country, is_political)
    SELECT id, 1, gen_random_uuid(), '', '', 'BY', true FROM register_entry;
INSERT INTO register_charge (entry_id, edition_from, code, prosecution_id, article_id, status, status_on)
    SELECT c.entry_id, 1, gen_random_uuid(), c.id, unnest(e.articles),
           CASE e.id %% 3 WHEN 0 THEN 'convicted' WHEN 1 THEN 'charged' ELSE 'unknown' END, ''
      FROM register_prosecution c JOIN register_entry e ON e.id = c.entry_id;
INSERT INTO register_verdict (entry_id, edition_from, code, prosecution_id, instance, decided_on, outcome, is_in_absentia,
                              is_in_force, court_id, prison, prison_days)
    SELECT e.id, 1, gen_random_uuid(), c.id, 'first', (e.arrested_latest + 200)::text, 'convicted', false, true,
           e.id %% 100 + 1, CASE WHEN sentence_days IS NULL THEN '' ELSE 'term' END, sentence_days
      FROM register_prosecution c JOIN register_entry e ON e.id = c.entry_id;
INSERT INTO register_sentencepart (entry_id, edition_from, code, verdict_id, kind, days, regime, currency)
    SELECT entry_id, 1, gen_random_uuid(), id, 'imprisonment', prison_days, '', '' FROM register_verdict
     WHERE prison_days IS NOT NULL;
INSERT INTO register_term (entry_id, edition_from, basis, begins, ends, kind_least, kind_most, days_least,
                           days_most, tried_earliest, tried_latest, country, regime)
    SELECT v.entry_id, 1, basis, lower(v.decided_on_days), '9999-12-31', 'term', 'term', v.prison_days,
           v.prison_days, lower(v.decided_on_days), lower(v.decided_on_days), 'BY', ''
      FROM register_verdict v, unnest(ARRAY['in_force', 'first']) AS basis WHERE v.prison_days IS NOT NULL;
SELECT setval(pg_get_serial_sequence('register_entry', 'id'), {n});
"""

TABLES = """
    entry identity span detention contact name citation prosecution charge verdict sentencepart term
""".split()


def make_many(n, *, using="owner"):
    """`n` entries of edition 1 with all that a list and an export read, committed."""
    # Statement by statement: a foreign key is checked with the plan for the size that is known.
    with connections[using].cursor() as cursor:
        for statement in FILL.format(n=int(n)).replace("%%", "%").split(";\n"):
            if statement.strip():
                cursor.execute(statement)
        for table in TABLES:
            cursor.execute(f"VACUUM ANALYZE register_{table}")
