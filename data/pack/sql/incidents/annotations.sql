SELECT first_month, last_month, text, series, limits_from FROM annotation ORDER BY first_month, series
