"""A build of millions of rows, and a server on its pack."""
