-- Rows that cannot be used, and rows that share their Crime ID with another of their file.
WITH shared AS (
    SELECT file, hash(source_id) AS id FROM tidy WHERE source_id IS NOT NULL
    GROUP BY ALL HAVING count(*) > 1
)
SELECT position, file, line, month, force, reason,
       source_id IS NOT NULL AND (file, hash(source_id)) IN (FROM shared) AS shared
FROM numbered
WHERE reason IS NOT NULL OR (source_id IS NOT NULL AND (file, hash(source_id)) IN (FROM shared))
ORDER BY file, line
