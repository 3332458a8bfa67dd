# Copyright 2026 connector_ebay contributors
# License LGPL-3.0 or later (https://www.gnu.org/licenses/lgpl).
"""HTML descriptions of listings, made when asked for; some are nasty on purpose."""

from html import escape

from .catalogue_words import GREETINGS

#: What sellers' templates, and worse, put into descriptions: none of it may run, call
#: home or break the page that shows it.
NASTY = (
    '<script>document.title="owned"</script>',
    '<img src=x onerror="alert(1)">',
    '<a href="javascript:alert(1)">Shop</a>',
    '<iframe src="https://example.invalid/"></iframe>',
    "<style>body{display:none}</style>",
    '<p style="position:fixed;top:0">Sale</p><b>unclosed',
    "<form action='https://example.invalid/'><input name=q></form>",
)


def description(listing):
    """Return the listing's description in its site's language."""
    if listing.html:
        return listing.html
    number = int(listing.item_id)
    parts = [
        f"<h1>{escape(listing.title)}</h1>",
        f"<p>{GREETINGS[listing.market.language]}</p>",
        "<ul><li>Größe &amp; Łódź</li><li>1 &lt; 2 &ndash; „Zitat“</li></ul>",
    ]
    if number % 3 == 0:
        parts.append(NASTY[number // 3 % len(NASTY)])
    if number % 50 == 0:
        # Templates of 100 kB and more are common.
        parts.append("<table>" + "<tr><td>&nbsp;&amp;&euro;</td></tr>" * 4000)
    return "".join(parts)
