"""Parts of the settings file: reading TOML with line numbers, disclosure, measures, MARAC bands."""
