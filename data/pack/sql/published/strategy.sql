SELECT position, kind, aim, text, table_name, measure, source, group_name FROM strategy ORDER BY position
