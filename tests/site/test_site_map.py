"""Addresses of pages: those that MkDocs gives to the same files."""

import pytest

from postmortems.site_map import SiteMap


@pytest.mark.parametrize(
    ("page", "with_folders", "without"),
    [
        ("index.md", "", "index.html"),
        ("README.md", "", "index.html"),
        ("lessons.md", "lessons/", "lessons.html"),
        ("guide/index.md", "guide/", "guide/index.html"),
        ("guide/README.md", "guide/", "guide/index.html"),
        ("guide/a.md", "guide/a/", "guide/a.html"),
    ],
)
def test_addresses_are_those_of_mkdocs(page: str, with_folders: str, without: str) -> None:
    from mkdocs.structure.files import File

    for directory_urls, wanted in ((True, with_folders), (False, without)):
        assert SiteMap(directory_urls).address(page) == wanted
        file = File(page, "docs", "site", use_directory_urls=directory_urls)
        assert file.url.removeprefix("./") == wanted
