"""Which records became part of those of a batch, as SQL over its temporary table."""

from register.models import Tombstone

PROTECTS = (Tombstone.Reason.RISK, Tombstone.Reason.REQUEST)

# root_id, into_id, public_id, leads_on: whether the id leads to the kept record from now on.
ABSORBED = f"""
    WITH RECURSIVE absorbed AS (
        SELECT p.root_id, p.public_id AS into_id, p.is_withheld, r.public_id
          FROM publishing p JOIN sources_record r ON r.merged_into_id = p.public_id
        UNION ALL
        SELECT a.root_id, a.into_id, a.is_withheld, r.public_id
          FROM absorbed a JOIN sources_record r ON r.merged_into_id = a.public_id
    )
    SELECT a.root_id, a.into_id, a.public_id,
           NOT a.is_withheld AND NOT EXISTS (
               SELECT FROM register_tombstone t
                WHERE t.public_id = a.public_id AND t.reason IN {tuple(map(str, PROTECTS))}) AS leads_on
      FROM absorbed a
     WHERE EXISTS (SELECT FROM register_entry e WHERE e.public_id = a.public_id)
"""


def rows_for_digest():
    """What was absorbed is part of what is reviewed."""
    return f"SELECT root_id, 'absorbed', public_id || ' ' || leads_on FROM ({ABSORBED}) a"
