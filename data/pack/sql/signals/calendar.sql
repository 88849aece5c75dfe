-- Every month, and as "covered" whether it may be compared with the newest covered month: it is
-- covered and lacks the same types of the same forces. Forces with less than 1 % of the incidents do
-- not count.
WITH counting AS (
    SELECT force FROM incident GROUP BY force
    HAVING count(*) >= 0.01 * (SELECT count(*) FROM incident)
), lacking AS (
    SELECT month, list_sort(list(DISTINCT force || ' ' || crime_type)) AS what
    FROM gap WHERE force IN (SELECT force FROM counting) GROUP BY month
), state AS (
    SELECT month, covered, coalesce(what, []::VARCHAR[]) AS what
    FROM calendar LEFT JOIN lacking USING (month)
)
SELECT month, covered AND what = (
           SELECT what FROM state WHERE covered ORDER BY month DESC LIMIT 1) AS covered
FROM state ORDER BY month
