"""Control characters, which no text of a pack or of an export may hold."""

import re

# C0 but tab and line ends, DEL and C1, line and paragraph separators, bidirectional overrides and
# isolates, lone surrogates, noncharacters. XML cannot hold some; others hide or reorder text.
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def control_character(text: str) -> str:
    """Return the first control character of a text as ``U+0007``, or ""."""
    found = CONTROL.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""
