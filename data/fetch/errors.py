"""The errors for something that could not be fetched."""


class NotFetched(Exception):
    """Something could not be fetched; the message says what, why and what to do."""


class Gone(NotFetched):
    """The address cannot be used (status 403, 404 or 410, or no range requests); try another."""


class Replaced(NotFetched):
    """The file on the server has changed since its directory or size was read."""
