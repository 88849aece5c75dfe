"""Read published files into tidy frames: one module for each kind of source."""
