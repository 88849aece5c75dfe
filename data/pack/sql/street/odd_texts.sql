-- The texts of street rows with characters other than visible ASCII and spaces, to be searched for
-- control characters. Files marked as plain have no control characters and are left out.
SELECT DISTINCT text
FROM (SELECT unnest([source_id, force, asb_category_label, location, lsoa_code, outcome]) AS text
      FROM kept JOIN file ON file.number = kept.file
      JOIN about USING (about) JOIN spot USING (spot) JOIN point USING (lon, lat)
      WHERE NOT plain AND ward_code IS NOT NULL
      UNION ALL
      SELECT "row" FROM rejected)
WHERE regexp_matches(text, '[^ -~]')
