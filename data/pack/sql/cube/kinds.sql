-- The combinations of crime type and ASB category of incidents, in order.
SELECT DISTINCT crime_type, asb_category FROM incident ORDER BY crime_type, asb_category
