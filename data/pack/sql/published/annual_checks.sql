SELECT report, "check", relation, table_name, measure, year, published, found, exact, state, reason,
       quotation, note
FROM annual_check ORDER BY report, state = 'agrees', rowid
