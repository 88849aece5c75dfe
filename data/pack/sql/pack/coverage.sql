SELECT source, "primary", min(month) AS first_month, max(month) AS last_month, count(*) AS months
FROM coverage GROUP BY ALL ORDER BY "primary" DESC, source
