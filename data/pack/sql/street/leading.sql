-- Forces with more than half of the incidents of a ward that has 20 or more.
SELECT DISTINCT force
FROM (SELECT force, count(*) AS n, sum(count(*)) OVER (PARTITION BY ward_code) AS of_ward
      FROM incident GROUP BY ward_code, force)
WHERE of_ward >= 20 AND n > of_ward / 2 ORDER BY force
