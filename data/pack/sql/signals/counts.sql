-- Incidents of the months that are searched, by street point (numbered as in signals/points.sql),
-- crime type and month.
WITH numbered AS (
    SELECT easting, northing, (row_number() OVER (ORDER BY easting, northing) - 1)::INTEGER AS point
    FROM (SELECT DISTINCT easting, northing FROM incident)
)
SELECT point, crime_type, month, count(*)::INTEGER AS n
FROM incident JOIN numbered USING (easting, northing)
WHERE list_contains($months::DATE[], month)
GROUP BY ALL
