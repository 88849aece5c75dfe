SELECT label, measure, value, source FROM marac_comparison ORDER BY position
