-- The street points of all incidents, numbered from 0. The name is the most frequent location of
-- tier A incidents, else null.
SELECT (row_number() OVER (ORDER BY easting, northing) - 1)::INTEGER AS point, easting, northing,
       any_value(lon) AS lon, any_value(lat) AS lat, any_value(ward_code) AS ward_code,
       mode(location) FILTER (type.tier = 'A') AS location
FROM incident JOIN crime_type AS type ON type.id = incident.crime_type
GROUP BY easting, northing ORDER BY easting, northing
