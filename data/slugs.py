"""Names as a URL spells them."""

import re
import unicodedata


def slug(name: str) -> str:
    """A name as a URL spells it: ``Norreys Estate`` is ``norreys-estate``."""
    plain = re.sub(r"[\u0300-\u036f'’]", "", unicodedata.normalize("NFKD", name.lower()))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
