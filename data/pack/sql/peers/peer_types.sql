SELECT DISTINCT crime_type FROM peer_count WHERE n IS NOT NULL ORDER BY crime_type
