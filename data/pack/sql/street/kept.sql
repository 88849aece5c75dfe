-- Add the rows that were just read, and are usable and in the box, to about, spot and kept.
CREATE OR REPLACE TEMP VIEW close_by AS
SELECT * FROM numbered WHERE reason IS NULL AND near;

INSERT INTO about
SELECT (SELECT count(*) FROM about) + row_number() OVER (), *
FROM (SELECT force, crime_type, asb_category, asb_category_label, outcome FROM close_by
      EXCEPT SELECT * EXCLUDE about FROM about);

INSERT INTO spot
SELECT (SELECT count(*) FROM spot) + row_number() OVER (), *
FROM (SELECT lon, lat, location, lsoa_code FROM close_by EXCEPT SELECT * EXCLUDE spot FROM spot);

INSERT INTO kept BY NAME
SELECT file, line, source_id, month, about, spot
FROM close_by AS given
JOIN about ON about.force = given.force AND about.crime_type = given.crime_type
          AND about.asb_category IS NOT DISTINCT FROM given.asb_category
          AND about.asb_category_label IS NOT DISTINCT FROM given.asb_category_label
          AND about.outcome IS NOT DISTINCT FROM given.outcome
JOIN spot ON spot.lon = given.lon AND spot.lat = given.lat
         AND spot.location IS NOT DISTINCT FROM given.location
         AND spot.lsoa_code IS NOT DISTINCT FROM given.lsoa_code
