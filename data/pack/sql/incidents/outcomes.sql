SELECT outcome, count(*) AS n FROM matching($filters) GROUP BY outcome ORDER BY n DESC, outcome
