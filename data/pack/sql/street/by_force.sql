-- The number of incidents of each force and crime type.
SELECT force, crime_type, count(*) AS n FROM incident GROUP BY ALL ORDER BY force, crime_type
