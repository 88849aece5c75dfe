-- Incidents of covered months by street point, as numbered in points.sql, type and month.
WITH numbered AS (
    SELECT month, crime_type,
           (dense_rank() OVER (ORDER BY easting, northing) - 1)::INTEGER AS point
    FROM incident
)
SELECT point, crime_type, month, count(*)::INTEGER AS n
FROM numbered WHERE month IN (SELECT month FROM calendar WHERE covered)
GROUP BY ALL ORDER BY ALL
