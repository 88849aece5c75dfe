-- The areas that each street point lies in, except its current ward. id is that of the point's first
-- incident.
SELECT pair.incident_id AS id, pair.kind, pair.vintage, pair.code
FROM incident_area AS pair
WHERE pair.incident_id IN (SELECT min(incident_id) FROM incident GROUP BY location, lon, lat)
