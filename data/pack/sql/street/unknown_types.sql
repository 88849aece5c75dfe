-- The crime types of street files that are not known, most rows first.
SELECT file, label, count(*) AS n, min(line) AS line
FROM numbered WHERE reason = $reason GROUP BY file, label ORDER BY n DESC, label
