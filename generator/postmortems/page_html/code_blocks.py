"""The fenced code of a page: diagrams are drawn, all other code is highlighted."""

import re
from functools import lru_cache
from html import escape, unescape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import TextLexer, get_lexer_by_name
from pygments.util import ClassNotFound

from .. import diagram

_BLOCK = re.compile(
    r'<pre><code(?: class="language-(?P<language>[^"]*)")?>(?P<code>.*?)</code></pre>', re.DOTALL
)
NOT_DRAWN = '<pre class="pm-not-drawn">'
"""The beginning of a diagram that is shown as text."""
_FORMATTER = HtmlFormatter(cssclass="highlight", wrapcode=True)


def with_code_blocks(html: str) -> str:
    """Return sanitized HTML with its mermaid diagrams drawn and its other code highlighted.

    A diagram that does not parse, or that costs more to draw than a page may spend, stays as text;
    `check` reports it.
    """
    if "<pre>" not in html:
        return html
    budget = diagram.Budget()

    def block(match: re.Match[str]) -> str:
        code, language = unescape(match["code"]), unescape(match["language"] or "")
        if language == "mermaid":
            try:
                return diagram.plain_figure(code, budget.draw)
            except diagram.DiagramSyntaxError:
                return f"{NOT_DRAWN}<code>{escape(code, quote=False)}</code></pre>"
        return str(highlight(code, _lexer(language), _FORMATTER))

    return _BLOCK.sub(block, html)


@lru_cache
def _lexer(language: str) -> Lexer:
    try:
        lexer: Lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        lexer = TextLexer(stripnl=False)
    return lexer
