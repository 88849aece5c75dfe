SELECT low, high, status, source FROM marac_band
