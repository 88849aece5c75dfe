"""Rules for the style sheets that keep pages fast."""

import re
from pathlib import Path

ASSETS = Path(__file__).parents[2] / "dashboard" / "assets"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# :has() on any element: alone in its place, or after "*" or a list that ends in it.
ON_ANY = re.compile(r"(?:^|[\s,>+~*])\)?:has\([^{]*", re.MULTILINE)


def on_any(style: str) -> list[str]:
    return ON_ANY.findall(COMMENT.sub("", style))


def test_no_rule_asks_of_any_element_what_it_has() -> None:
    """Plotly measures each label in the page, and the whole page would then be styled anew."""
    for bad in (":has(b)", "a > :has(b)", "*:has(b)", ":is(p, p *):has(b)", "a :not(p, :has(b))"):
        assert on_any(f"{bad} {{}}"), bad
    assert not on_any(".a:has(b):has(c) :is(p, i) {} .a:not(:has(*)) {} /* :has() */")
    styles = [*ASSETS.rglob("*.css")]
    assert len(styles) > 5
    found = {each.name: on_any(each.read_text(encoding="utf-8")) for each in styles}
    assert {name: rules for name, rules in found.items() if rules} == {}
