SELECT period_start, period_end, measure, state, value, below, definition_version, reason
FROM marac_window ORDER BY period_end
