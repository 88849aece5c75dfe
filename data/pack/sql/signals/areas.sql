-- The street points of each current ward and located place, as numbered in points.sql.
WITH numbered AS (
    SELECT incident_id, ward_code,
           (dense_rank() OVER (ORDER BY easting, northing) - 1)::INTEGER AS point
    FROM incident
)
SELECT DISTINCT 'ward' AS kind, ward_code AS code, point FROM numbered
UNION ALL
SELECT DISTINCT pair.kind, pair.code, numbered.point
FROM numbered JOIN incident_area AS pair USING (incident_id) WHERE pair.kind = 'place'
ORDER BY kind, code, point
