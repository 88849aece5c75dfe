-- The last outcomes of street files that are of no known category, most incidents first.
SELECT outcome AS label, count(*) AS n
FROM incident LEFT JOIN outcome_label ON outcome_label.label = lower(outcome)
WHERE outcome IS NOT NULL AND outcome_group IS NULL
GROUP BY outcome ORDER BY n DESC, label
