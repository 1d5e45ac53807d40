"""The page about evidence says what the code does."""

import re
from typing import get_args

from postmortems.cli.evidence_arguments import KIND_NAMES
from postmortems.evidence import DEFAULT_LIMITS
from postmortems.evidence.preparation import RAW_LIMITS
from postmortems.evidence.redaction import KINDS
from postmortems.model import Evidence
from tests.evidence_formats import PAGE, TABLE, table

TEXT = PAGE.read_text(encoding="utf-8")
MIB = 1024 * 1024


def test_the_table_lists_every_format() -> None:
    match = TABLE.search(TEXT)
    assert match
    assert match["table"] == table(), "update it with: python -m tests.evidence_formats"


def test_the_command_offers_every_kind_and_the_page_names_it() -> None:
    assert set(get_args(Evidence.model_fields["kind"].annotation)) == set(KIND_NAMES)
    assert all(f"`{kind}`" in TEXT for kind in KIND_NAMES)


def test_the_page_has_every_kind_of_redaction() -> None:
    section = TEXT.partition("## Redaction")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`.*?`) \|", section, re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"`([\w-]+)`", row)} == set(KINDS)


def test_the_page_has_the_limits() -> None:
    values = dict(re.findall(r"^\| (.+?) \| (\d[^|]*?) \|$", TEXT, re.MULTILINE))
    limits = DEFAULT_LIMITS
    assert list(values.values()) == [
        f"{limits.stored_bytes // MIB} MiB",
        f"{limits.unpacked_bytes // MIB} MiB",
        f"{limits.lines:,}",
        f"{limits.series}, of which {limits.drawn_series} are drawn",
        f"{limits.buckets}",
    ]
    raw = (RAW_LIMITS.stored_bytes // MIB, RAW_LIMITS.unpacked_bytes // MIB)
    assert "up to {} MiB ({} MiB unpacked)".format(*raw) in TEXT
