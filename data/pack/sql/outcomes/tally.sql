-- Rows of each file by what decides their fate.
SELECT file, force, month, reason, true AS located, count(*) AS n, min(line) AS line
FROM numbered GROUP BY ALL ORDER BY file, line
