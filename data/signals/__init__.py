"""Search every type, area and span of newest months for changes; one false discovery rate."""
