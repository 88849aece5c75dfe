-- Covered months only, all types of the choice, zeros included; a category of ASB is counted as ASB.
SELECT type.id AS crime_type, type.label, calendar.month, count(m.incident_id) AS n
FROM calendar
CROSS JOIN (SELECT * FROM crime_type
            WHERE list_contains($filters['crime_types'], id)
               OR (id = 'asb' AND len($filters['asb_categories']) > 0)) AS type
LEFT JOIN matching($filters) AS m ON m.month = calendar.month AND m.crime_type = type.id
WHERE calendar.covered
  AND calendar.month BETWEEN $filters['first_month'] AND $filters['last_month']
GROUP BY ALL ORDER BY min(type.position), calendar.month
