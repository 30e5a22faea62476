"""The arithmetic of expected releases, as SQL over the spans and terms of one day.

A term runs from the first day of custody without a gap. Days of custody before the verdict, or before
the appeal where there is one, count for so many days of the sentence as the rules of the country say
(`register_servedtimerule`); without a rule a day counts as a day. What is left uncertain (dates, length,
regime, days on which a rule held) gives an earliest and a latest end.

Where the regime of a sentence is not known, every rule of the country may be the one; and none of them,
unless one holds for every regime. House arrest is counted by rules of its own, never as custody.
"""

PERSON = """
held AS ({held}), term AS ({term}),
person AS (
    SELECT entry_id, status, status = 'in_custody' {fits} AS is_sure,
           kind_least, kind_most, days_least, days_most, country, regime,
           held_from AS from_earliest, latest AS from_latest,
           GREATEST(held_from, COALESCE(tried_earliest, held_from)) AS tried_earliest,
           GREATEST(latest, LEAST(COALESCE(tried_latest, %(on)s), %(on)s)) AS tried_latest
      FROM held
      LEFT JOIN term USING (entry_id),
           LATERAL (SELECT GREATEST(held_from, LEAST(COALESCE(held_from_latest, %(on)s), %(on)s)) AS latest) begun
), rule AS (
    SELECT country, kind, regime, days_counted - 1 AS more,
           COALESCE(lower(valid_from_on_days), '0001-01-01') AS from_earliest,
           CASE WHEN valid_from_on = '' THEN '0001-01-01'
                ELSE COALESCE(upper(valid_from_on_days) - 1, '9999-12-31') END AS from_latest,
           CASE WHEN valid_until_on = '' THEN '9999-12-31'
                ELSE COALESCE(lower(valid_until_on_days) + 1, '0001-01-01') END AS until_earliest,
           COALESCE(upper(valid_until_on_days), '9999-12-31') AS until_latest
      FROM register_servedtimerule WHERE country <> ''
), counted AS (
    SELECT p.entry_id, p.regime AS of_sentence, r.kind, r.regime,
           sum(LEAST(r.more * days.least, r.more * days.most)) AS least,
           sum(GREATEST(r.more * days.least, r.more * days.most)) AS most
      FROM person p
      JOIN rule r ON r.country = p.country AND (r.regime IN ('', p.regime) OR p.regime = '')
     CROSS JOIN LATERAL (
        SELECT COALESCE(sum(GREATEST(0, LEAST(p.tried_earliest, r.until_earliest,
                                COALESCE(lower(d.ended_on_days), CASE d.ended_on WHEN '' THEN date '9999-12-31' ELSE '0001-01-01' END))
                            - GREATEST(p.from_latest, r.from_latest, COALESCE(upper(d.began_on_days) - 1, '9999-12-31')))), 0) AS least,
               COALESCE(sum(GREATEST(0, LEAST(p.tried_latest, r.until_latest, upper(d.ended_on_days) - 1)
                            - GREATEST(p.from_earliest, r.from_earliest, lower(d.began_on_days)))), 0) AS most
          FROM register_detention d WHERE d.entry_id = p.entry_id AND d.form = 'house_arrest'
     ) at_home
     CROSS JOIN LATERAL (
        SELECT GREATEST(0, LEAST(p.tried_earliest, r.until_earliest)
                           - GREATEST(p.from_latest, r.from_latest)) AS least,
               GREATEST(0, LEAST(p.tried_latest, r.until_latest)
                           - GREATEST(p.from_earliest, r.from_earliest)) AS most
     ) before_trial
     CROSS JOIN LATERAL (
        SELECT CASE r.kind WHEN 'house_arrest' THEN at_home.least
                    ELSE GREATEST(0, before_trial.least - at_home.most) END AS least,
               CASE r.kind WHEN 'house_arrest' THEN at_home.most
                    ELSE GREATEST(0, before_trial.most - at_home.least) END AS most
     ) days
     WHERE p.days_least IS NOT NULL
     GROUP BY p.entry_id, p.regime, r.kind, r.regime
), chosen AS (
    SELECT entry_id,
           CASE WHEN of_sentence <> '' THEN (array_agg(least ORDER BY regime DESC))[1]
                WHEN bool_or(regime = '') THEN min(least) ELSE LEAST(min(least), 0) END AS least,
           CASE WHEN of_sentence <> '' THEN (array_agg(most ORDER BY regime DESC))[1]
                WHEN bool_or(regime = '') THEN max(most) ELSE GREATEST(max(most), 0) END AS most
      FROM counted GROUP BY entry_id, kind, of_sentence
), credit AS (
    SELECT entry_id, floor(sum(least))::int AS least, ceil(sum(most))::int AS most
      FROM chosen GROUP BY entry_id
), expected AS MATERIALIZED (
    SELECT p.*, COALESCE(c.least, 0) AS credit_least, COALESCE(c.most, 0) AS credit_most,
           from_earliest + days_least - COALESCE(c.most, 0) AS earliest,
           from_latest + days_most - COALESCE(c.least, 0) AS latest,
           is_sure AND kind_least = 'term' AND kind_most = 'term' AS is_certain
      FROM person p LEFT JOIN credit c USING (entry_id)
     WHERE days_least IS NOT NULL AND 'term' IN (kind_least, kind_most)
), over AS (
    SELECT expected.*, is_certain AND latest < %(on)s AS is_surely_over
      FROM expected
     WHERE earliest < %(on)s AND (status = 'in_custody' OR NOT COALESCE((
        -- Looked up person by person: as EXISTS, all detentions would be read for these few.
        SELECT true FROM register_detention d
         WHERE d.entry_id = expected.entry_id AND d.ended_on <> ''
           AND COALESCE(lower(d.ended_on_days) <= %(on)s, true)
           AND COALESCE(upper(d.ended_on_days) > %(on)s, true) LIMIT 1), false))
)
"""
