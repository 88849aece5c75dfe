-- Fill nearby: incidents up to 1 km outside the borough.
INSERT INTO nearby
SELECT month, crime_type, easting, northing
FROM kept JOIN about USING (about) JOIN spot USING (spot) JOIN point USING (lon, lat)
WHERE nearby ORDER BY file, line
