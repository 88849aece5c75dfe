"""Published files to tidy frames: one module a kind of source."""
