SELECT period_start, period_end, measure, n, least, most, definition_version, reason
FROM marac_window ORDER BY period_end
