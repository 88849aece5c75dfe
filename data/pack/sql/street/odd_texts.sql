-- The texts of street rows with anything but visible ASCII, in which a control character may be.
-- Files of plain texts have none.
SELECT DISTINCT text
FROM (SELECT unnest([source_id, force, asb_category_label, location, lsoa_code, outcome]) AS text
      FROM kept JOIN file ON file.number = kept.file
      JOIN about USING (about) JOIN spot USING (spot) JOIN point USING (lon, lat)
      WHERE NOT plain AND ward_code IS NOT NULL
      UNION ALL
      SELECT "row" FROM rejected)
WHERE regexp_matches(text, '[^ -~]')
