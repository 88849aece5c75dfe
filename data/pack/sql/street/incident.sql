-- Fill incident. Rows are sorted while they are short; the columns that many rows share are joined
-- afterwards. The join does not keep the order of the rows, but incident_id numbers them as sorted.
CREATE TEMP TABLE sorted AS
SELECT file, source_id, month, about, spot
FROM kept JOIN spot USING (spot) JOIN point USING (lon, lat)
WHERE ward_code IS NOT NULL
ORDER BY month, ward_code, file, line;

INSERT INTO incident BY NAME
SELECT sorted.rowid + 1 AS incident_id, file.source, force, source_id, month, crime_type, asb_category,
       asb_category_label, easting, northing, lon, lat, location, 'street point' AS location_quality,
       lsoa_code, ward_code, outcome, file.release
FROM sorted
JOIN file ON file.number = sorted.file
JOIN about USING (about)
JOIN (FROM spot JOIN point USING (lon, lat)) AS place USING (spot);

DROP TABLE sorted
