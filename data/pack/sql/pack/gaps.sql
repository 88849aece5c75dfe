SELECT month, force, crime_type, "primary" FROM gap ORDER BY month, force, crime_type
