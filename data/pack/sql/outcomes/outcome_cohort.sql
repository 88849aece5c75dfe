-- The outcome group of the crimes of each month within so many months (the horizons). A crime counts
-- with its first positive outcome from its month on, else with its last outcome, else as open. Of
-- several in one month, the outcome whose group comes first counts.
INSERT INTO outcome_cohort
WITH timed AS (
    SELECT crime.force, crime.id, crime.month,
           date_diff('month', crime.month, outcome.month) AS age, position, positive
    FROM (SELECT DISTINCT force, id, month FROM crime) AS crime
    JOIN outcome ON outcome.force = crime.force AND outcome.id = crime.id
                AND outcome.month >= crime.month
    JOIN outcome_group ON outcome_group.id = outcome.outcome_group
), horizon AS (
    SELECT unnest($horizons) AS within
), state AS (
    SELECT force, id, month, within,
           coalesce(arg_min(position, 100 * age + position) FILTER (positive),
                    arg_max(position, 100 * age - position)) AS position
    FROM timed JOIN horizon ON age <= within GROUP BY ALL
), open AS (
    SELECT position FROM outcome_group WHERE id = $open
), followed AS (
    SELECT lower(force) AS force, month FROM outcome_month
)
SELECT crime.month, ward_code, crime_type, horizon.within, outcome_group.id, count(*)
FROM crime
JOIN followed USING (force, month)
CROSS JOIN horizon
LEFT JOIN state ON state.force = crime.force AND state.id = crime.id
               AND state.month = crime.month AND state.within = horizon.within
JOIN outcome_group
     ON outcome_group.position = coalesce(state.position, (SELECT position FROM open))
GROUP BY ALL ORDER BY ALL
