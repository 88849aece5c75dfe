-- The forces that have more than half of the incidents of any ward with 20 or more incidents.
SELECT DISTINCT force
FROM (SELECT force, count(*) AS n, sum(count(*)) OVER (PARTITION BY ward_code) AS of_ward
      FROM incident GROUP BY ward_code, force)
WHERE of_ward >= 20 AND n > of_ward / 2 ORDER BY force
