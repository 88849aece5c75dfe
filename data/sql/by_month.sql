-- Every month of the span; n is null where the month is missing, which is not zero.
SELECT calendar.month, CASE WHEN calendar.covered THEN count(m.incident_id) END AS n
FROM calendar LEFT JOIN matching($filters) AS m ON m.month = calendar.month
WHERE calendar.month BETWEEN $filters['first_month'] AND $filters['last_month']
GROUP BY calendar.month, calendar.covered ORDER BY calendar.month
