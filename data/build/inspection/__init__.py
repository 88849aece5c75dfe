"""Recognise input files, say what a build would do with them, and propose TOML sources."""
