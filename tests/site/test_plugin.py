"""The plugin within sites of several kinds: what it brings, and what it leaves alone."""

import gzip
import json
from pathlib import Path

from tests.conftest import FIVE_LINES, MINIMAL, build, write
from tests.site.own_site import BARE, page


def test_five_lines_are_all_a_site_must_write(golden_site: Path) -> None:
    assert FIVE_LINES.count("\n") == 5
    assert (golden_site / "incidents" / MINIMAL / "index.html").is_file()
    assert (golden_site / "search" / "index.html").is_file()


def test_what_the_site_has_set_is_left_alone(repository: Path) -> None:
    write(
        repository,
        {
            "mkdocs.yml": """\
site_name: Ours
theme:
  name: material
  palette: {scheme: slate, primary: teal}
  features: [navigation.footer]
  font: {text: Inter}
markdown_extensions:
  - toc: {permalink: false}
  - pymdownx.superfences: {custom_fences: []}
nav:
  - about.md
  - What we learned: lessons.md
plugins: [search, postmortems]
""",
            "docs/about.md": "# About\n\n## Part\n\n```mermaid\ngraph TD\n  a --> b\n```\n",
        },
    )
    site = build(repository / "mkdocs.yml", repository / "site")
    about = page(site, "about/index.html")
    assert about.body is not None and about.body["data-md-color-primary"] == "teal"
    assert "Inter" in str(about.head)
    assert not about.select("a.headerlink")
    assert not about.select("figure.pm-diagram")
    assert about.select("form[name=search]") and not about.select("[data-pm-search-open]")
    assert [link.text.strip() for link in about.select("nav.md-nav--primary a.md-nav__link")][
        -1:
    ] == ["What we learned"]
    assert (site / "search" / "search_index.json").is_file()
    assert (site / "search" / "index.html").is_file()
    incident = page(site, f"incidents/{MINIMAL}/index.html")
    assert incident.select("div.pm-phases li")


def test_search_can_be_switched_off(repository: Path) -> None:
    write(
        repository,
        {
            "mkdocs.yml": BARE + "plugins: [postmortems: {search: false}]\n",
            "docs/about.md": "# About\n",
        },
    )
    site = build(repository / "mkdocs.yml", repository / "site")
    assert not (site / "search-index").exists()
    assert not (site / "search").exists()
    assert not page(site, "index.html").select("[data-pm-search-open]")


def test_the_edit_link_opens_the_yaml(repository: Path) -> None:
    write(
        repository,
        {
            "mkdocs.yml": BARE
            + "repo_url: https://github.com/example/ours\nedit_uri: edit/main/docs/\n"
            + "plugins: [postmortems]\n",
            "docs/about.md": "# About\n",
        },
    )
    site = build(repository / "mkdocs.yml", repository / "site")
    links = page(site, f"incidents/{MINIMAL}/index.html").select("a.md-content__button[href]")
    hrefs = [str(link["href"]) for link in links]
    wanted = f"https://github.com/example/ours/edit/main/incidents/{MINIMAL}/incident.yaml"
    assert wanted in hrefs


def test_nothing_is_written_beside_the_site_but_the_cache(repository: Path) -> None:
    write(
        repository,
        {"mkdocs.yml": BARE + "plugins: [postmortems]\n", "docs/about.md": "# About\n"},
    )
    before = set(repository.rglob("*"))
    build(repository / "mkdocs.yml", repository / "site")
    written = {repository / "site", repository / ".cache"}
    after = {path for path in repository.rglob("*") if written.isdisjoint([path, *path.parents])}
    assert after == before


def test_published_evidence_that_a_browser_would_run_becomes_text(repository: Path) -> None:
    write(
        repository,
        {
            "mkdocs.yml": FIVE_LINES,
            "incidents/2025-05-05-x/incident.yaml": "title: A\nseverity: SEV2\n"
            "evidence: [{file: evidence/a.html, publish: true}, "
            "{file: evidence/b.md, publish: true}]\n",
            "incidents/2025-05-05-x/evidence/a.html": "<script>alert(1)</script>",
            "incidents/2025-05-05-x/evidence/b.md": "<script>alert(1)</script>",
        },
    )
    site = build(repository / "mkdocs.yml", repository / "site")
    names = {path.name for path in (site / "incidents" / "2025-05-05-x" / "evidence").iterdir()}
    assert names == {"a.html.txt", "b.md.txt"}


def test_an_empty_folder_of_incidents_makes_a_site_that_says_what_to_do(tmp_path: Path) -> None:
    write(tmp_path, {"mkdocs.yml": FIVE_LINES})
    (tmp_path / "incidents").mkdir()
    site = build(tmp_path / "mkdocs.yml", tmp_path / "site")
    assert "No incident is recorded yet" in page(site, "index.html").get_text()
    assert "There are no services yet" in page(site, "services/index.html").get_text()
    assert "There are no lessons yet" in page(site, "lessons/index.html").get_text()


def test_an_authors_text_includes_no_file_and_moves_no_drawing(repository: Path) -> None:
    write(
        repository,
        {
            "mkdocs.yml": BARE
            + "markdown_extensions: [pymdownx.snippets]\nplugins: [postmortems]\n",
            "docs/about.md": "# About\n",
            "secret.txt": "TOPSECRET",
            "incidents/2025-05-05-x/incident.yaml": "title: A\nseverity: SEV2\nsummary: |\n"
            '  ```text\n  --8<-- "secret.txt"\n  ```\n\n  --8<-- "secret.txt"\n\n'
            '  ```a``` b\n\n  <div data-pm-diagram="0"></div> <div data-pm-search></div>\n',
        },
    )
    site = build(repository / "mkdocs.yml", repository / "site")
    shown = page(site, "incidents/2025-05-05-x/index.html")
    assert "TOPSECRET" not in shown.get_text()
    assert shown.get_text().count('--8<-- "secret.txt"') == 2
    assert not shown.select("[data-pm-diagram], [data-pm-search]")


def test_a_setting_with_a_tag_of_mkdocs_is_read(repository: Path) -> None:
    write(
        repository,
        {
            "mkdocs.yml": BARE + "markdown_extensions:\n  - pymdownx.snippets:\n"
            "      base_path: !relative $docs_dir\nplugins: [postmortems]\n",
            "docs/about.md": "# About\n",
        },
    )
    build(repository / "mkdocs.yml", repository / "site")


def test_a_site_in_another_language_is_searched_all_the_same(repository: Path) -> None:
    config = BARE.replace("{name: material}", "{name: material, language: uk}")
    write(
        repository,
        {"mkdocs.yml": config + "plugins: [postmortems]\n", "docs/about.md": "# About\n"},
    )
    site = build(repository / "mkdocs.yml", repository / "site")
    assert (site / "search-index" / "start.bin").is_file()


def test_own_pages_are_searched_unless_they_are_excluded(repository: Path) -> None:
    write(
        repository,
        {
            "mkdocs.yml": BARE + "plugins: [postmortems]\n",
            "docs/about.md": "# About\n\n## On call {#rota}\n\nThe rota is in the calendar.\n",
            "docs/handbook.markdown": "# Handbook\n\nCall the duty manager.\n",
            "docs/secret.md": "---\nsearch: {exclude: true}\n---\n# Hidden\n\nNot to be found.\n",
        },
    )
    site = build(repository / "mkdocs.yml", repository / "site")
    files = (site / "search-index" / "documents").glob("*.bin")
    records = [json.loads(gzip.decompress(file.read_bytes())) for file in files]
    pages = {record["page"]: record for record in records if record["kind"] == "Page"}
    assert set(pages) == {"about/", "handbook/"}
    assert ["rota", "On call", ["The rota is in the calendar."]] in pages["about/"]["parts"]
    assert pages["handbook/"]["parts"] == [["handbook", "Handbook", ["Call the duty manager."]]]
