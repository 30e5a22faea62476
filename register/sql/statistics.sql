-- What the planner cannot guess from columns one by one.

-- Whoever was released is so for ever, and hardly anybody is held for ever: without this, ten times as
-- many people are taken to be held on a day, and everybody is put in order for a join with them.
CREATE STATISTICS IF NOT EXISTS span_held (mcv) ON status, ends FROM register_span;
