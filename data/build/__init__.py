"""From a borough's TOML and its files to a pack: configuration, readers, rows, checks."""
