"""Say what files seem to be, what a build would do with them, and which source to write."""
