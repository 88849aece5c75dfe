-- The named street points of tier A incidents in covered months; other points may not be listed.
SELECT location AS name, easting, northing
FROM incident
JOIN crime_type AS type ON type.id = incident.crime_type AND type.tier = 'A'
JOIN calendar ON calendar.month = incident.month AND calendar.covered
WHERE location IS NOT NULL
GROUP BY ALL ORDER BY ALL
