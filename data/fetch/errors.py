"""The error for something that could not be fetched."""


class NotFetched(Exception):
    """Something could not be fetched; the message says what, why and what to do."""


class Gone(NotFetched):
    """The server has nothing at the address (404 or 403 without a retry)."""


class Replaced(NotFetched):
    """The file on the server is not the one whose directory was read."""
