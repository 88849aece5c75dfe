-- Kept rows of each file inside the current wards (loaded) and outside.
SELECT file, count(*) FILTER (ward_code IS NOT NULL) AS loaded,
       count(*) FILTER (ward_code IS NULL) AS outside
FROM kept JOIN spot USING (spot) JOIN point USING (lon, lat) GROUP BY file
