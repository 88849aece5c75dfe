-- Crime IDs of incidents in several months, and in several forces.
SELECT count(*) FILTER (months > 1) AS months, count(*) FILTER (forces > 1) AS forces
FROM (SELECT count(DISTINCT month) AS months, count(DISTINCT force) AS forces
      FROM incident WHERE source_id IS NOT NULL GROUP BY hash(source_id) HAVING count(*) > 1)
