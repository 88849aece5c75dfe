-- The crime types and ASB categories of incidents, in order.
SELECT DISTINCT crime_type, asb_category FROM incident ORDER BY crime_type, asb_category
