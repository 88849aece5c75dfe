"""Search every type, area and span of newest months for changes, at one false discovery rate."""
