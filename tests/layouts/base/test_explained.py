"""Terms in HTML text become buttons: the first in each card, and nothing else changes."""

import pytest

from layouts.base.explained import explained

ASB = '<button class="term" popovertarget="term-asb">ASB</button>'
RATE = '<button class="term" popovertarget="term-rate">per 1,000 residents</button>'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<p>ASB and more ASB</p>", f"<p>{ASB} and more ASB</p>"),
        ("<p>5 per 1,000 residents</p>", f"<p>5 {RATE}</p>"),
        ("<p>ASBO, 1ASB, harmless</p>", "<p>ASBO, 1ASB, harmless</p>"),
        ("", ""),
        # An attribute is no text, and a button stands in no link, fold's name or option.
        ('<img alt="ASB">', '<img alt="ASB">'),
        ('<a href="?type=asb">ASB</a>', '<a href="?type=asb">ASB</a>'),
        ("<a>x <b>ASB</b></a> ASB", f"<a>x <b>ASB</b></a> {ASB}"),
        ("<summary>ASB</summary>", "<summary>ASB</summary>"),
        # In a heading only if it comes nowhere below.
        ("<h2>ASB is up</h2><p>ASB</p>", f"<h2>ASB is up</h2><p>{ASB}</p>"),
        ("<h2>ASB is up</h2><p>Up</p>", f"<h2>{ASB} is up</h2><p>Up</p>"),
        # Each section is a card.
        (
            "<p>ASB</p><section><p>ASB</p></section><section><h2>ASB</h2><p>ASB</p></section>",
            f"<p>{ASB}</p><section><p>{ASB}</p></section>"
            f"<section><h2>ASB</h2><p>{ASB}</p></section>",
        ),
        # No line begins or ends between a button and the marks beside it.
        ("<p>(ASB)</p>", f'<p><span class="unbroken">({ASB})</span></p>'),
        ("<p>● ASB.</p>", f'<p><span class="unbroken">● {ASB}.</span></p>'),
        ("<p>(not ASB, not)</p>", f'<p>(not <span class="unbroken">{ASB},</span> not)</p>'),
        ("<p>&lt;b&gt;ASB&amp;</p>", f"<p>&lt;b&gt;{ASB}&amp;</p>"),
    ],
)  # fmt: skip
def test_the_first_use_in_a_card_is_a_button(text: str, said: str) -> None:
    assert explained(text) == [said]


def test_the_head_and_the_legend_of_a_card_explain_a_term_once() -> None:
    assert explained("<h2>ASB</h2>", "<p>ASB and ASB</p>") == [
        "<h2>ASB</h2>", f"<p>{ASB} and ASB</p>"
    ]  # fmt: skip
