"""Texts that break something somewhere: markup, control characters, addresses, sheer length."""

import unicodedata
from random import Random

MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    '"><svg/onload=alert(3)>',
    "[x](javascript:alert(4))",
    "![x](https://evil.example/pixel.png)",
    "<!-- postmortems: incidents -->",
    "<!--",
    "<a id=x><details><summary>",
    "</td></tr></table>",
    "<div markdown=1>",
    "&#x3c;script&#x3e;",
    "{{ config }}{% raw %}{# x",
    "{: onclick=alert(5) .class #id }",
    "[^1] [ref][ref] *[x]: y",
    "[ref]: javascript:alert(6)",
    '--8<-- "/etc/passwd"',
    "!!! note",
    "$$x$$ $x$ ~~a~~ ==b== ^^c^^ :smile:",
    "a | b || \\| `x | y`",
    "# heading",
    "- item",
    "1. item",
    "> quote",
    "    code",
    "===",
    "---",
    "***",
    "`unclosed ``two` three```",
    "```",
    "~~~",
    "end",
    "subgraph",
    'click A "javascript:alert(7)"',
    "%%{init: {}}%%",
    "#quot;",
    "\\",
    "\\n\\r\\u0000",
    "%s %d {0} {name!r:>9}",
    "%0A::error::x",
    "::error file=x::y",
    "]]>",
    "<?xml version='1.0'?>",
    "BEGIN:VEVENT",
)

UNICODE = (
    "\x00",
    "\x07",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "\xa0",
    "\u200b",
    "\u200e",
    "\u2028",
    "\u2029",
    "\u202e",
    "\u2066",
    "\ud800",
    "\ufeff",
    "\uffff",
    "\U0010ffff",
    "\U0001f600",
    "\u0301" * 40,
    "e\u0301",
    "ﬁ",
    "İ",
    "ß",
    "אירוע",
    "日本語",
    "٠٩",
    "“quoted”",
    "\t",
    "\r",
    "\r\n",
    "\n\n",
)

ADDRESSES = (
    "http://[::1]:9090/",
    "http://[host]:8080/",
    "http://[",
    "https://example.com:99999/",
    "https://example.com:port/",
    "https://user:pass@example.com/",
    "https://example.com/a_(b)_c?x=1&y=2#z|",
    "https://example.com/%zz%",
    "https://xn--/",
    "https://\u2488example.com/",
    "https://example.com\\@evil.example/",
    "//evil.example/x",
    "javascript:alert(8)",
    "data:text/html,<script>alert(9)</script>",
    "mailto:someone@example.com",
    "mailto:",
    "https:",
    "https:///",
    "https://grafana.example.com/d/abc?from=now-6h",
    "file:///etc/passwd",
    "192.168.0.1",
    "2001:db8::1",
    "someone@example.com",
    "@someone",
    "AKIAIOSFODNN7EXAMPLE",
    "ghp_0123456789abcdefghijklmnopqrstuvwxyzAB",
    "DE89370400440532013000",
    "4111 1111 1111 1111",
)

WORDS = (
    "TODO",
    "null",
    "~",
    "true",
    "NO",
    "1e999",
    "-1",
    "0x1F",
    "1_000",
    "1,200",
    "99999999999999999999999999",
    "nan",
    "inf",
    "12:30",
    "N/A",
    "unknown",
    "human error",
    "John should have checked",
    "about 5 %",
    "con",
    "nul",
    "index",
    "readme",
    "__proto__",
    "constructor",
    ".",
    "..",
    "../../etc/passwd",
    "/etc/passwd",
    "C:\\x",
    "~/x",
    "a/b",
)

MERMAID = (
    "graph LR\n  A --> B",
    'graph LR\n  A["<b>x</b>"] --> B',
    "graph LR\n  A[x (y)] --> B",
    "graph TD\n" + "".join(f"  n{i} --> n{i + 1}\n" for i in range(60)),
    "sequenceDiagram\n  A->>B: x",
    "gantt\n  title x",
    'pie\n  "a" : 1e308\n  "b" : -1',
    "flowchart\n subgraph a\n subgraph b\n subgraph c",
    "",
    '%%{init: {"securityLevel": "loose"}}%%\ngraph LR\n A',
)

REPEATED = ("[", "[a](", "/", "TODO ", "@bob ", "a@b.co ", "(", "*", "_", "`", "<", "&", "a-", "| ")
"""Bits that, written many times over, have made some parser take quadratic time."""


def text(dice: Random) -> str:
    """Return a hostile text: most are short, some are of many bits, a few are very long."""
    kind = dice.randrange(20)
    if kind < 12:
        return bit(dice)
    if kind < 16:
        return dice.choice((" ", "", "\n\n", "\n")).join(
            bit(dice) for _ in range(dice.randint(2, 6))
        )
    if kind < 18:
        return f"{bit(dice)}\n\n{fence(dice)}\n\n{bit(dice)}"
    if kind < 19:
        return noise(dice, dice.randint(1, 200))
    return dice.choice((*REPEATED, bit(dice))) * dice.choice((50, 300, 2000))


def bit(dice: Random) -> str:
    """Return one short hostile text."""
    return dice.choice(dice.choice((MARKUP, MARKUP, UNICODE, ADDRESSES, WORDS)))


def fence(dice: Random) -> str:
    """Return a fenced block, of mermaid or of what only nearly is."""
    mark = dice.choice(("```", "```", "~~~", "````"))
    language = dice.choice(("mermaid", "mermaid", "mermaid {x}", "html", "", "MERMAID"))
    closing = dice.choice((mark, mark, mark, "", "``"))
    return f"{mark}{language}\n{dice.choice(MERMAID)}\n{closing}"


def noise(dice: Random, length: int) -> str:
    """Return characters from anywhere in Unicode, as many as asked for."""
    ends = (0x80, 0x300, 0x3000, 0x10000, 0x110000)
    return "".join(chr(dice.randrange(dice.choice(ends))) for _ in range(length))


def name(dice: Random) -> str:
    """Return a name for a catalogue or an id: good, odd, long, or of another alphabet."""
    stem = dice.choice(("api", "API", "checkout", "a", "con", "nul", "aux", "COM1", "index", "x.y"))
    kind = dice.randrange(8)
    if kind < 3:
        return stem
    if kind < 5:
        return (
            f"{stem}-{dice.choice(('1', 'b', 'É', 'x' * 99, 'y' * 240, 'z' * 300, '-', '.', ' '))}"
        )
    if kind < 6:
        return unicodedata.normalize(dice.choice(("NFC", "NFD")), "café-ümlaut")
    return bit(dice)
