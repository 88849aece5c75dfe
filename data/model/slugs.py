"""Names as slugs for URLs."""

import re
import unicodedata


def slug(name: str) -> str:
    """Return the slug of a name: ``norreys-estate`` for ``Norreys Estate``."""
    plain = re.sub(r"[\u0300-\u036f'’]", "", unicodedata.normalize("NFKD", name.lower()))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
