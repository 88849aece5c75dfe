-- The street points of each current ward and located place, by the numbers of signals/points.sql.
WITH numbered AS (
    SELECT easting, northing, (row_number() OVER (ORDER BY easting, northing) - 1)::INTEGER AS point
    FROM (SELECT DISTINCT easting, northing FROM incident)
)
SELECT DISTINCT 'ward' AS kind, ward_code AS code, point
FROM incident JOIN numbered USING (easting, northing)
UNION ALL
SELECT DISTINCT pair.kind, pair.code, point
FROM incident JOIN incident_area AS pair USING (incident_id) JOIN numbered USING (easting, northing)
WHERE pair.kind = 'place'
ORDER BY kind, code, point
