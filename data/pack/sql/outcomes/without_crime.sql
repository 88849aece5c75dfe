-- The number of outcomes near the borough whose Crime ID no crime of their force has, by point.
SELECT lon, lat, count(*) AS n FROM outcome WHERE ours IS NULL GROUP BY ALL ORDER BY ALL
