-- Crime IDs of incidents in several months, and in several forces.
SELECT count(*) FILTER (first_month < last_month) AS months, count(*) FILTER (one <> other) AS forces
FROM (SELECT min(month) AS first_month, max(month) AS last_month, min(force) AS one, max(force) AS other
      FROM incident WHERE source_id IS NOT NULL GROUP BY hash(source_id) HAVING count(*) > 1)
