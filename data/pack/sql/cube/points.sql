-- The street points of incidents, each by the id of its first incident, with its current ward.
SELECT min(incident_id) AS id, location, lon, lat, easting, northing, ward_code, ward.name AS ward
FROM incident
JOIN area AS ward ON ward.code = ward_code AND ward.kind = 'ward' AND ward.current
GROUP BY ALL ORDER BY location, lon, lat
