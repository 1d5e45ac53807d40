"""The table of formats in the page about evidence, generated from the code.

`python -m tests.evidence_formats` writes it into the page.
"""

import re

from postmortems.evidence.formats import FORMATS
from postmortems.render.evidence_view import format_title
from tests.conftest import ROOT

PAGE = ROOT / "docs" / "evidence.md"
TABLE = re.compile(r"(<!-- formats: [^\n]*-->\n)(?P<table>.*?)(<!-- end of formats -->)", re.DOTALL)


def table() -> str:
    """Return a row for each kind, with the names of its formats."""
    names: dict[str, set[str]] = {}
    for one in FORMATS:
        names.setdefault(one.kind, set()).add(format_title(one.name))
    rows = [
        f"| `{kind}` | {', '.join(sorted(of_kind, key=str.casefold))} |\n"
        for kind, of_kind in names.items()
    ]
    return "".join(["| Kind | Formats |\n", "|---|---|\n", *sorted(rows)])


def main() -> None:
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(TABLE.sub(rf"\g<1>{table()}\g<3>", page), encoding="utf-8")


if __name__ == "__main__":
    main()
