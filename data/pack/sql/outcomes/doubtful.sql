-- Rows that cannot be used.
SELECT file, line, month, force, reason FROM numbered WHERE reason IS NOT NULL ORDER BY file, line
