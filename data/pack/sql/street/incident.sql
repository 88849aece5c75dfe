INSERT INTO incident BY NAME
SELECT row_number() OVER () AS incident_id, *
FROM (SELECT file.source, force, source_id, month, crime_type, asb_category, asb_category_label,
             easting, northing, lon, lat, location, 'street point' AS location_quality, lsoa_code,
             ward_code, outcome, file.release
      FROM kept JOIN point USING (lon, lat) JOIN file ON file.number = kept.file
      WHERE ward_code IS NOT NULL
      ORDER BY month, ward_code, kept.file, line)
