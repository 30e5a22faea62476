-- When an import has been written the cells of its lines are emptied: the new rows fit beside the old ones,
-- so that no index of these lines changes.
ALTER TABLE office_importline SET (fillfactor = 60);
