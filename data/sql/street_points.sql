-- Anchor points of tier A types only: the others are never drawn as points or listed by street.
SELECT m.location, m.lon, m.lat, ward.name AS ward, ward.code AS ward_code, count(*) AS n
FROM matching($filters) AS m
JOIN crime_type AS type ON type.id = m.crime_type AND type.tier = 'A'
JOIN area AS ward ON ward.code = m.ward_code AND ward.kind = 'ward' AND ward.current
GROUP BY ALL ORDER BY n DESC, m.location, m.lon, m.lat
