INSERT INTO nearby
SELECT month, crime_type, easting, northing
FROM kept JOIN point USING (lon, lat)
WHERE nearby ORDER BY file, line
