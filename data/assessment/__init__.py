"""The measured columns of the yearly assessment, and the order of its themes."""
