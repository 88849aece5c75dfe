SELECT month, easting, northing, count(*) AS n
FROM matching($filters) GROUP BY month, easting, northing ORDER BY month, easting, northing
