SELECT type.id AS crime_type, type.label, count(m.incident_id) AS n
FROM crime_type AS type LEFT JOIN matching($filters) AS m ON m.crime_type = type.id
WHERE list_contains($filters['crime_types'], type.id)
   OR (type.id = 'asb' AND len($filters['asb_categories']) > 0)
GROUP BY type.id, type.label, type.position ORDER BY n DESC, type.position
