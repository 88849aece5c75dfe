-- For each check and year: the figure as published, and the sum of its terms.
SELECT checked."check", checked.note, whole.measure, whole.year, whole.value AS published,
       sum(checked.sign * part.value) AS computed,
       count(DISTINCT checked.term_table || '::' || checked.term_measure) AS terms
FROM annual_check AS checked
JOIN annual_figure AS whole
  ON whole.table_name = checked.table_name AND whole.measure = checked.measure
JOIN annual_figure AS part
  ON part.table_name = checked.term_table AND part.measure = checked.term_measure
 AND part.year = whole.year
GROUP BY ALL ORDER BY min(whole.position), whole.year
