-- The number of rows of each file by force, month and the reason why they cannot be used, and their
-- first line. located, which the checks of street files need, is always true here.
SELECT file, force, month, reason, true AS located, count(*) AS n, min(line) AS line
FROM numbered GROUP BY ALL ORDER BY file, line
