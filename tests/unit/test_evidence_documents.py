"""Reports: documents in Markdown, HTML and plain text, as readable text."""

import pytest

from postmortems.evidence import Source, UnreadableEvidenceError, read_evidence
from tests.unit.evidence_files import read_text

MARKDOWN = "# Queue stuck\n\nOrders waited for an hour.\n\n- restarted the consumer\n"


def test_markdown_is_recognized_and_kept() -> None:
    reading = read_text(MARKDOWN)
    assert (reading.format, reading.kind, reading.text) == (
        "markdown_report",
        "report",
        MARKDOWN.strip(),
    )


@pytest.mark.parametrize(
    "content",
    [
        "---\ntitle: Queue stuck\n---\nOrders waited.\n",
        "Queue stuck\n===========\n\nOrders waited for an hour.\n",
        "## Impact\r\n\r\nOrders waited for more than an hour.\r\n",
    ],
)
def test_other_forms_of_markdown_are_recognized(content: str) -> None:
    assert read_text(content).format == "markdown_report"


def test_comments_of_a_configuration_are_no_markdown() -> None:
    with pytest.raises(UnreadableEvidenceError, match="not known"):
        read_text("# listen on the port\nport = 80\n")


def test_html_becomes_text_without_scripts() -> None:
    reading = read_text(
        "<!DOCTYPE html><html><head><title>Queue</title><style>p{}</style></head><body>"
        "<script>alert(1)</script><h1>Queue stuck</h1><p>Orders &lt;b&gt;<br>waited &amp; failed"
        "<table><tr><td>09:00</td><td>It stops</td></tr></table></body></html>"
    )
    assert reading.format == "html_report"
    lines = [line for line in reading.text.split("\n") if line]
    assert lines == ["Queue", "Queue stuck", "Orders <b>", "waited & failed", "09:00 It stops"]


def test_fragment_of_html_is_recognized() -> None:
    assert read_text("<h1>Queue</h1>\n<p>Orders waited</p>").text == "Queue\n\nOrders waited"


def test_any_text_is_a_report_if_the_author_says_so() -> None:
    assert (
        read_text("It broke\x1b[0m.\r\nWe mended it.", "report").text == "It broke.\nWe mended it."
    )


def test_plain_text_without_a_kind_is_not_guessed() -> None:
    with pytest.raises(UnreadableEvidenceError, match="not known"):
        read_text("It broke. We mended it.")


@pytest.mark.parametrize("content", [b"%PDF-1.7\n%\xe2\xe3", b"PK\x03\x04abc", b"\x00\x01\x02"])
def test_document_that_is_not_text_is_an_error(content: bytes) -> None:
    with pytest.raises(UnreadableEvidenceError, match="not text"):
        read_evidence(Source("evidence/report", content), "report")


def test_empty_report_is_empty_text() -> None:
    assert read_text("", "report").text == ""
