-- Every point that matching incidents are plotted at, of every tier: for layers that never show one.
SELECT easting, northing, count(*) AS n
FROM matching($filters) GROUP BY easting, northing ORDER BY easting, northing
