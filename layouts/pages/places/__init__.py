"""The list of named places and the page of one place."""
