-- GIN keeps what was written aside and puts it in its place later, many rows at once. What is aside is
-- gone through by every search: so whoever has written to a table of names asks for it at the end. Only
-- the owner of an index may.
CREATE FUNCTION settle_indexes(of_table regclass) RETURNS void LANGUAGE sql
SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT gin_clean_pending_list(i.indexrelid)
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
     WHERE i.indrelid = of_table AND a.amname = 'gin'
$$;
REVOKE ALL ON FUNCTION settle_indexes(regclass) FROM PUBLIC;
