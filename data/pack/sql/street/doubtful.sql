-- The rows that cannot be used, and those that share their Crime ID with another row of their file:
-- shared marks the latter, which may be copies.
WITH shared AS (
    SELECT file, id FROM tidy WHERE id IS NOT NULL GROUP BY ALL HAVING count(*) > 1
)
SELECT position, file, line, month, force, reason,
       id IS NOT NULL AND (file, id) IN (FROM shared) AS shared
FROM numbered
WHERE reason IS NOT NULL OR (id IS NOT NULL AND (file, id) IN (FROM shared))
ORDER BY file, line
