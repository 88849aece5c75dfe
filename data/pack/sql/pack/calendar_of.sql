-- Fill the calendar. A month is covered when every primary force has it; otherwise it is missing,
-- not zero.
INSERT INTO calendar
WITH span AS (
    SELECT unnest(generate_series(min(month), max(month), INTERVAL 1 MONTH))::DATE AS month
    FROM coverage WHERE "primary"
), needed AS (
    SELECT count(DISTINCT source) AS forces FROM coverage WHERE "primary"
), covering AS (
    SELECT month, count(DISTINCT source) AS forces
    FROM coverage WHERE "primary" GROUP BY month
)
SELECT span.month, coalesce(covering.forces, 0) = needed.forces
FROM span CROSS JOIN needed LEFT JOIN covering ON covering.month = span.month
ORDER BY span.month
