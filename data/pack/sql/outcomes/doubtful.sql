-- The rows that cannot be used, and why.
SELECT file, line, month, force, reason FROM numbered WHERE reason IS NOT NULL ORDER BY file, line
