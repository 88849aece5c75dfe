-- The number of Crime IDs that incidents of several months have, and of several forces. Repeated IDs
-- are found first, because they are few and looking up the forces of all rows is slow.
WITH repeated AS (
    SELECT hash(source_id) AS id FROM kept WHERE source_id IS NOT NULL GROUP BY ALL HAVING count(*) > 1
)
SELECT count(*) FILTER (first_month < last_month) AS months, count(*) FILTER (one <> other) AS forces
FROM (SELECT min(month) AS first_month, max(month) AS last_month, min(force) AS one, max(force) AS other
      FROM kept JOIN about USING (about) JOIN spot USING (spot) JOIN point USING (lon, lat)
      WHERE ward_code IS NOT NULL AND hash(source_id) IN (FROM repeated) GROUP BY hash(source_id))
