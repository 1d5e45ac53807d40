"""HTML, Word documents and PDF to drafts, and files that are no documents."""

import builtins
import io
import zipfile
from collections.abc import Mapping, Sequence
from textwrap import dedent
from typing import Any

import pytest

from postmortems.importers import Draft
from postmortems.importers.documents import UnreadableDocumentError, read_documents


def draft_of(data: bytes | str, path: str = "page") -> Draft:
    """The draft of a document with one incident."""
    data = dedent(data).encode() if isinstance(data, str) else data
    (draft,) = read_documents(path, data, None)
    return draft


_EXPECTED = {
    "title": "Login outage",
    "severity": "SEV2",
    "summary": "Nobody could log in.",
    "timeline": [
        {"time": "2024-03-05T10:02Z", "event": "Alert"},
        {"time": "2024-03-05T10:20Z", "event": "Fixed"},
    ],
    "lessons": {
        "action_items": [
            {"id": "add-a-test", "text": "Add a test", "state": "done"},
            {"id": "add-an-alert", "text": "Add an alert", "state": "open"},
        ]
    },
}

_CONFLUENCE = """\
    <!DOCTYPE html>
    <html><head><title>OPS : Login outage</title><style>p { color: red }</style></head>
    <body><div id="page"><h1 id="title-text">Login outage</h1>
    <table class="confluenceTable"><tbody>
    <tr><th><p>Severity</p></th><td><p><span class="status-macro">SEV2</span></p></td></tr>
    <tr><th>Date</th><td><time datetime="2024-03-05">05 Mar 2024</time></td></tr>
    </tbody></table>
    <h2>Summary</h2><p>Nobody could log&nbsp;in.</p>
    <h2>Timeline</h2>
    <table><thead><tr><th>Time (UTC)</th><th>Event</th></tr></thead>
    <tbody><tr><td>10:02</td><td><p>Alert</p></td></tr><tr><td>10:20<td>Fixed</tbody></table>
    <h2>Action items</h2>
    <ul class="inline-task-list"><li class="checked" data-inline-task-id="1">Add a test</li>
    <li data-inline-task-id="2">Add an alert</li></ul>
    </div><script>var a = "<h2>Impact</h2>";</script></body></html>
    """
_NOTION = """\
    <html><head><meta charset="utf-8"/><title>Login outage</title></head><body>
    <article class="page sans"><header><h1 class="page-title">Login outage</h1>
    <table class="properties"><tbody>
    <tr><th>Severity</th><td><span class="selected-value">SEV2</span></td></tr>
    <tr><th>Date</th><td><time>@March 5, 2024</time></td></tr></tbody></table></header>
    <div class="page-body"><h2>Summary</h2><p>Nobody could log in.</p><h3>Timeline (UTC)</h3>
    <ul class="bulleted-list"><li><strong>10:02</strong> Alert</li></ul>
    <ul class="bulleted-list"><li><strong>10:20</strong> Fixed</li></ul>
    <h3>Follow-ups</h3>
    <ul class="to-do-list"><li><div class="checkbox checkbox-on"></div>
    <span class="to-do-children-checked">Add a test</span></li></ul>
    <ul class="to-do-list"><li><div class="checkbox checkbox-off"></div>
    <span class="to-do-children-unchecked">Add an alert</span></li></ul>
    </div></article></body></html>
    """
_GOOGLE_DOCS = """\
    <html><head><style>.c1{font-weight:700}</style></head><body class="doc-content">
    <p class="c2 title"><span class="c1">Login outage</span></p>
    <p><span>Severity: SEV2</span></p>
    <h1><span>Summary</span></h1><p><span>Nobody could </span><span>log in.</span></p>
    <h1><span>Timeline</span></h1><p><span>2024-03-05, all times UTC</span></p>
    <ul class="lst-kix_a-0 start"><li><span>10:02 - Alert</span></li></ul>
    <ul class="lst-kix_a-0"><li><span>10:20 - Fixed</span></li></ul>
    <h1><span>Action items</span></h1>
    <ul><li><span>Add a test (done)</span></li><li><span>Add an alert (open)</span></li></ul>
    </body></html>
    """
_GITHUB = """\
    <html><body><h1>Login outage</h1><p>Severity: SEV2</p><h2>Summary</h2>
    <p>Nobody could log in.</p><h2>Timeline</h2><p>All times on 2024-03-05 in UTC</p>
    <ul><li><code>10:02</code> Alert</li><li><code>10:20</code> Fixed</li></ul>
    <h2>Action items</h2><ul class="contains-task-list">
    <li class="task-list-item"><input type="checkbox" disabled checked> Add a test</li>
    <li class="task-list-item"><input type="checkbox" disabled> Add an alert</li></ul></body></html>
    """


@pytest.mark.parametrize("html", [_CONFLUENCE, _NOTION, _GOOGLE_DOCS, _GITHUB])
def test_html(html: str) -> None:
    assert draft_of(html).data == _EXPECTED


def test_marks_and_links_of_html_become_markdown() -> None:
    html = '<h1>A</h1><h2>Summary</h2><p><b>All </b>of <a href="https://example.org/a">it</a> *</p>'
    assert draft_of(html).data["summary"] == "**All** of [it](https://example.org/a) \\*"


def test_code_of_html_keeps_its_lines() -> None:
    draft = draft_of("<h1>A</h1><h2>Glossary</h2><pre>a\n  b\n</pre>")
    assert draft.data["sections"] == [{"heading": "Glossary", "text": "```\na\n  b\n```"}]


def test_the_address_of_a_page_identifies_it() -> None:
    html = (
        '<html><head><link rel="canonical" href="https://example.org/p/1"></head><h1>A</h1></html>'
    )
    assert draft_of(html, "one.html").alias == draft_of(html, "two.html").alias


def test_lines_of_html() -> None:
    draft = draft_of("<html><body>\n<h1>A</h1>\n<p>Severity: P1</p>\n</body></html>")
    assert [text.line for text in draft.unplaced] == [3]


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _docx(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        'relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    )
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")}"><w:name w:val="{name}"/>'
        "</w:style>"
        for name in ("Title", "heading 1", "heading 2")
    )
    files = {
        "[Content_Types].xml": types,
        "_rels/.rels": relations,
        "word/document.xml": document,
        "word/styles.xml": f'<w:styles xmlns:w="{_WORD}">{styles}</w:styles>',
        **(parts or {}),
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


def _paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def _table(rows: Sequence[Sequence[str]]) -> str:
    cells = ("".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def test_a_word_document() -> None:
    body = [
        _paragraph("Login outage", "Title"),
        _table([["Severity", "SEV2"], ["Date", "5 March 2024"]]),
        _paragraph("Summary", "heading1"),
        _paragraph("Nobody could log in."),
        _paragraph("Timeline", "heading1"),
        _table([["Time (UTC)", "Event"], ["10:02", "Alert"], ["10:20", "Fixed"]]),
        _paragraph("Action items", "heading1"),
        _table([["Action", "Status"], ["Add a test", "Done"], ["Add an alert", "Open"]]),
    ]
    assert draft_of(_docx("".join(body))).data == _EXPECTED


def test_a_word_document_with_a_broken_part() -> None:
    with pytest.raises(UnreadableDocumentError, match="damaged"):
        draft_of(_docx("<w:p>"))


def test_a_word_document_that_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postmortems.importers.documents.docx.MAX_UNPACKED", 100_000)
    with pytest.raises(UnreadableDocumentError, match="too large"):
        draft_of(_docx("", {"word/media/a.bin": "0" * 100_000}))


def test_an_archive_that_is_no_word_document() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("a.md", "# A")
    with pytest.raises(UnreadableDocumentError, match="no Word document"):
        draft_of(data.getvalue())


def _pdf(lines: Sequence[tuple[int, str]]) -> bytes:
    """A PDF of one page with lines of a size each."""
    y, content = 800, []
    for size, text in lines:
        y -= size + 6
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        content.append(f"BT /F1 {size} Tf 1 0 0 1 40 {y} Tm ({escaped}) Tj ET")
    stream = "\n".join(content)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    end = f"xref\n0 6\n0000000000 65535 f \n{table}trailer << /Size 6 /Root 1 0 R >>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF\n".encode()


def test_a_pdf() -> None:
    lines = [
        (24, "Login outage"),
        (10, "Severity: SEV2"),
        (16, "Summary"),
        (10, "Nobody could"),
        (10, "log in."),
        (16, "Timeline"),
        (10, "All times on 2024-03-05 in UTC"),
        (10, "10:02 Alert"),
        (10, "10:20 Fixed"),
        (16, "Action items"),
        (10, "1. [x] Add a test"),
        (10, "2. [ ] Add an alert"),
    ]
    assert draft_of(_pdf(lines)).data == _EXPECTED


def test_a_pdf_without_text() -> None:
    with pytest.raises(UnreadableDocumentError, match="no text"):
        draft_of(_pdf([]))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a document"),
        (b"%PDF-1.7\nbroken", "damaged"),
        (b"PK\x03\x04broken", "no Word document"),
        (b"a" * 2_000_001, "more than"),
        (b"a" * (20 * 1024 * 1024 + 1), "more than"),
    ],
)
def test_files_that_are_no_documents(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocumentError, match=reason) as caught:
        read_documents("a.bin", data, None)
    assert caught.value.hint


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"PK\x03\x04"])
def test_the_extra_is_named_when_it_is_missing(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_import = builtins.__import__

    def without_extra(name: str, *args: Any, **options: Any) -> Any:
        if name.split(".")[0] in ("pypdf", "mammoth"):
            raise ImportError(name)
        return real_import(name, *args, **options)

    monkeypatch.setattr(builtins, "__import__", without_extra)
    with pytest.raises(UnreadableDocumentError) as caught:
        read_documents("a", data, None)
    assert "mkdocs-postmortems[import]" in caught.value.hint


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    data = "# Café outage\r\n\r\nSeverity: SEV2\r\n".encode(encoding)
    assert draft_of(data).data == {"title": "Café outage", "severity": "SEV2"}
