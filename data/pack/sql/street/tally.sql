-- The number of rows of each file by their values and by the reason why they cannot be used, and
-- their first line. swapped: the point would be in Great Britain if longitude and latitude were
-- exchanged. far: usable, but outside the box around the wards.
SELECT file, force, month, crime_type, reason, located,
       located AND coalesce(lat BETWEEN $gb_west AND $gb_east
                            AND lon BETWEEN $gb_south AND $gb_north, false) AS swapped,
       reason IS NULL AND NOT near AS far,
       count(*) AS n, min(line) AS line
FROM numbered GROUP BY ALL ORDER BY file, line
