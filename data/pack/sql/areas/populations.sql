SELECT kind, "group", vintage, source, estimate, sum(value) AS value, count(*) AS areas
FROM denominator GROUP BY ALL ORDER BY kind, "group"
