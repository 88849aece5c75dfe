-- Incidents up to 1 km outside the borough, by month and point. Their ASB category is not known.
SELECT month, easting, northing, count(*) AS n
FROM nearby
WHERE month BETWEEN $filters['first_month'] AND $filters['last_month']
  AND month IN (SELECT month FROM calendar WHERE covered)
  AND NOT list_contains($filters['missing'], month)
  AND list_contains($filters['crime_types'], crime_type)
GROUP BY month, easting, northing ORDER BY month, easting, northing
