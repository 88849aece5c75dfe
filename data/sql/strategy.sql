SELECT position, kind, aim, text, table_name, measure, source FROM strategy ORDER BY position
