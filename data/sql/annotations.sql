SELECT first_month, last_month, text, series FROM annotation ORDER BY first_month, series
