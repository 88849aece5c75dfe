-- The police forces that have each month.
SELECT month, source AS force FROM coverage ORDER BY ALL;
