-- The cells of regular files that have the same header, in the order of the files and their rows.
-- The UNION adds the column ASB category where files lack it.
CREATE OR REPLACE TEMP VIEW raw AS
SELECT getvariable('street').numbers[file_index::BIGINT + 1]::INTEGER AS file_number,
       getvariable('street').named[file_index::BIGINT + 1]::VARCHAR AS file_month, NULL::INTEGER AS line, *
FROM read_csv(getvariable('street').paths, columns = getvariable('street').columns, auto_detect = false,
              header = true, delim = ',', quote = '', escape = '')
UNION ALL BY NAME SELECT NULL::VARCHAR AS "ASB category" WHERE false
