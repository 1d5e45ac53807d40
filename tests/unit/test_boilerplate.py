"""What the search leaves out of a page: labels of the format, and nothing that authors wrote."""

import pytest

from mkdocs_postmortems.boilerplate import labels, unsearched


@pytest.mark.parametrize(
    "label",
    ["Severity level", "Regulatory compliance", "Detection method", "Affected users", "Trigger"],
)
def test_labels_of_the_format_are_not_searched(label: str) -> None:
    html = f"<li><strong>{label}:</strong> as recorded</li>"
    assert f'<strong data-pagefind-ignore="all">{label}:</strong> as recorded' in unsearched(html)


def test_a_metric_and_its_definition_are_not_searched() -> None:
    html = '<li><strong><abbr title="from a to b">Time to detect</abbr>:</strong> 4 min</li>'
    assert 'data-pagefind-ignore="all"><abbr' in unsearched(html)


@pytest.mark.parametrize(
    "html",
    [
        "<li><strong>Redis:</strong> ran full</li>",
        "<p><strong>Severity:</strong> in a text</p>",
        "<li>Severity: high</li>",
    ],
)
def test_what_authors_wrote_is_searched(html: str) -> None:
    assert unsearched(html) == html


def test_notes_and_marks_of_phases_are_not_searched() -> None:
    html = "<small>measured by: a test</small><td><strong>Detected.</strong> It pages</td>"
    assert unsearched(html) == (
        '<small><span data-pagefind-ignore="all">measured by:</span> a test</small>'
        '<td><strong data-pagefind-ignore="all">Detected.</strong> It pages</td>'
    )


def test_headings_name_results_and_are_found_last() -> None:
    assert unsearched('<h2 id="impact">Impact</h2>') == (
        '<h2 data-pagefind-weight="0" id="impact">Impact</h2>'
    )


def test_every_label_of_every_section_is_known() -> None:
    assert {"Revenue impact", "Error rate", "Disaster recovery updates", "Audience"} <= labels()
