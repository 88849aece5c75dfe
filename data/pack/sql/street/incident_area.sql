-- Fill incident_area from the areas in which each point lies.
INSERT INTO incident_area
SELECT incident_id, kind, vintage, code
FROM incident JOIN point_area USING (lon, lat)
ORDER BY incident_id, position
