INSERT INTO incident_area
SELECT incident_id, kind, vintage, code
FROM incident JOIN point_area USING (lon, lat)
ORDER BY incident_id, position
