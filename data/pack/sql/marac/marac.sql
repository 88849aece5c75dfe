SELECT period_start, period_end, cases, repeat_cases, children, source, definition_version
FROM marac ORDER BY period_start
