-- Months of recording: the earliest release of their street files, and whether every primary police
-- force has outcomes of that month.
WITH needed AS (
    SELECT count(DISTINCT source) AS forces FROM coverage WHERE "primary"
), outcomes AS (
    SELECT month, count(DISTINCT lower(force)) AS forces
    FROM outcome_month
    WHERE lower(force) IN (SELECT lower(source) FROM coverage WHERE "primary")
    GROUP BY month
), published AS (
    SELECT month, min(release) AS release FROM outcome_published GROUP BY month
)
SELECT month, release, coalesce(outcomes.forces = needed.forces, false) AS held
FROM published FULL JOIN outcomes USING (month) CROSS JOIN needed
ORDER BY month
