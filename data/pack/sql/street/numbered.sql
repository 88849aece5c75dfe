-- The rows that were just read, with their lines in the file.
CREATE OR REPLACE TEMP VIEW numbered AS
SELECT tidy.rowid AS position, tidy.* REPLACE (
           coalesce(line, tidy.rowid - opened.first + 2)::INTEGER AS line)
FROM tidy JOIN (SELECT file, min(rowid) AS first FROM tidy GROUP BY file) AS opened USING (file)
WHERE NOT blank
