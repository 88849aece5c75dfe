SELECT breakdown, position, name, code, asb_category, tier, period, first_month, state, n, below
FROM request_cell ORDER BY position, period, first_month
