-- Each published figure as in the latest report that has it, and as first published.
WITH place AS (
    SELECT table_name, measure, arg_max(position, vintage) AS position, max(vintage) AS vintage
    FROM annual_figure GROUP BY table_name, measure
)
SELECT arg_max(figure.report, figure.vintage) AS report, any_value(place.position) AS position,
       table_name, measure, year,
       arg_max(figure.value, figure.vintage) AS value,
       arg_min(figure.value, figure.vintage) AS first_value,
       arg_min(figure.report, figure.vintage) AS first_report,
       arg_max(figure.published_change, figure.vintage) AS published_change,
       arg_max(figure.published_percent, figure.vintage) AS published_percent
FROM annual_figure AS figure JOIN place USING (table_name, measure)
GROUP BY table_name, measure, year
ORDER BY any_value(place.vintage) DESC, position, year
