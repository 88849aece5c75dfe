SELECT * REPLACE (coalesce(contact, '') AS contact),
       EXISTS (SELECT 1 FROM incident WHERE asb_category IS NOT NULL) AS asb_categories,
       EXISTS (SELECT 1 FROM nearby) AS holds_nearby,
       EXISTS (SELECT 1 FROM request_cell) AS holds_requests
FROM borough
