SELECT *, EXISTS (SELECT 1 FROM incident WHERE asb_category IS NOT NULL) AS asb_categories
FROM borough
