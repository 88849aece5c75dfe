-- A month is covered when every primary force has it; otherwise it is missing, which is not zero.
INSERT INTO calendar
WITH span AS (
    SELECT unnest(generate_series(min(month), max(month), INTERVAL 1 MONTH))::DATE AS month
    FROM coverage WHERE "primary"
), needed AS (
    SELECT count(DISTINCT source) AS forces FROM coverage WHERE "primary"
), held AS (
    SELECT month, count(DISTINCT source) AS forces
    FROM coverage WHERE "primary" GROUP BY month
)
SELECT span.month, coalesce(held.forces, 0) = needed.forces
FROM span CROSS JOIN needed LEFT JOIN held ON held.month = span.month
ORDER BY span.month
