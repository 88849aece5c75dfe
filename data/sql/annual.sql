SELECT report, position, table_name, measure, year, value, published_change, published_percent
FROM annual_figure ORDER BY report, position, year
