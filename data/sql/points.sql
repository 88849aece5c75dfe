-- Every point of the pack, of every type and month.
SELECT DISTINCT easting, northing FROM incident
