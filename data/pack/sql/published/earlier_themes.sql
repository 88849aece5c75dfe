SELECT name, version, first_month, last_month, place, n, before, p_value, harm, harm_rank, reliable,
       standing
FROM earlier_theme
ORDER BY position
