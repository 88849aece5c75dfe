SELECT breakdown, position, name, code, asb_category, period, first_month, n, least, most
FROM request_cell ORDER BY position, first_month
