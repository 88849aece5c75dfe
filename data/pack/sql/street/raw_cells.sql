-- The cells of one file that data/build/csvfile.py has read, with their lines; see raw.sql.
CREATE OR REPLACE TEMP VIEW raw AS
SELECT getvariable('street').numbers[1]::INTEGER AS file_number,
       getvariable('street').named[1]::VARCHAR AS file_month, *
FROM cells
UNION ALL BY NAME SELECT NULL::VARCHAR AS "ASB category" WHERE false
