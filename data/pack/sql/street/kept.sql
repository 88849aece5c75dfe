INSERT INTO kept BY NAME
SELECT file, line, source_id, month, force, crime_type, asb_category, asb_category_label, lon, lat,
       location, lsoa_code, outcome
FROM numbered
WHERE reason IS NULL AND lon BETWEEN $west AND $east AND lat BETWEEN $south AND $north
