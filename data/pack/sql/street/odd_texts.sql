-- The texts of street rows with anything but visible ASCII, in which a control character may be.
SELECT DISTINCT text
FROM (SELECT unnest([source_id, force, asb_category_label, location, lsoa_code, outcome]) AS text
      FROM incident
      WHERE regexp_matches(concat(source_id, force, asb_category_label, location, lsoa_code, outcome),
                           '[^ -~]')
      UNION ALL
      SELECT "row" FROM rejected)
WHERE regexp_matches(text, '[^ -~]')
