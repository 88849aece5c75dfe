-- The police forces of each month.
SELECT month, source AS force FROM coverage ORDER BY ALL;
