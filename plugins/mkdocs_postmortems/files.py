"""The files of a build: generated pages and files, published evidence, and excluded files."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import copy_file

from .guard import guarded, reported
from .indexes import Page
from .site_folder import SiteFolder


class VirtualFile(File):
    """A page without a source file; its edit link opens the YAML it is generated from."""

    page_of: Page
    source: str | None = None
    is_detached: bool = False
    """Whether `detached_pages` renders the page instead of MkDocs."""

    @property
    def edit_uri(self) -> str | None:
        """The path from the docs folder to the YAML file."""
        return self.source

    def detach(self) -> None:
        """Let `detached_pages` render the page instead of MkDocs."""
        _ = self.url  # MkDocs computes it on first use, from `is_documentation_page`
        self.is_detached = True

    def is_documentation_page(self) -> bool:
        """Return whether MkDocs renders the page."""
        return not self.is_detached

    def copy_file(self, dirty: bool = False) -> None:
        """Do nothing: MkDocs calls this for a detached page, which it takes for another file."""


def virtual(page: Page, source: Path | None, config: MkDocsConfig) -> VirtualFile:
    """Return the file of one of our pages."""
    inclusion = InclusionLevel.INCLUDED if page.in_nav else InclusionLevel.NOT_IN_NAV
    made = VirtualFile.generated(config, page.path, content="", inclusion=inclusion)
    assert isinstance(made, VirtualFile)  # noqa: S101 - `generated` is made for subclasses
    made.page_of = page
    made.source = Path(os.path.relpath(source, config.docs_dir)).as_posix() if source else None
    return made


def included_pages(files: Files) -> list[File]:
    """Return the pages that are part of the site, detached or not."""
    pages = (f for f in files if f.is_documentation_page() or isinstance(f, VirtualFile))
    return [page for page in pages if page.inclusion.is_included()]


def version_path(page: File) -> str:
    """Return the path of the Markdown version of a page."""
    return page.dest_uri.removesuffix(".html") + ".md"


class WrittenFile(File):
    """A generated file that is not a page; its text is computed when it is written.

    There is no file if the text is None.
    """

    text: Callable[[], str | None]

    def copy_file(self, dirty: bool = False) -> None:
        """Do nothing: the build writes these files after the pages."""

    def write(self, folder: SiteFolder) -> None:
        """Write the file into the folder of the site.

        Raises:
            PluginError: the file cannot be written.
        """
        text = guarded(self.text, f"the file `{self.dest_uri}`", None)
        if text is None:
            return
        folder.write(self.dest_uri, text.encode("utf-8"))

    def is_documentation_page(self) -> bool:
        """Return False, so that MkDocs does not render generated Markdown files."""
        return False


def written(
    uri: str, text: Callable[[], str | None], config: MkDocsConfig, source: str | None = None
) -> WrittenFile:
    """Return a generated file with a text, at a path of the site.

    `source` is the path by which links in Markdown refer to it, if that differs from `uri`.
    """
    made = WrittenFile.generated(config, source or uri, content="")
    assert isinstance(made, WrittenFile)  # noqa: S101 - `generated` is made for subclasses
    made.dest_uri = uri
    made.text = text
    return made


class EvidenceFile(File):
    """A file of evidence that is published."""

    def copy_file(self, dirty: bool = False) -> None:
        """Copy the file to the site.

        Raises:
            PluginError: the file cannot be read or written.
        """
        with reported(f"`{self.dest_uri}` cannot be copied"):
            # In UTF-8, since that is how sites are served, even if the locale has another encoding.
            target = os.fsdecode(self.abs_dest_path.encode("utf-8", "surrogateescape"))
            copy_file(self.abs_src_path or "", target)


def published(path: Path, uri: str, config: MkDocsConfig) -> File:
    """Return a file of evidence, to be published at a path of the site.

    MkDocs excludes names that begin with a dot by default.
    """
    is_hidden = any(part.startswith(".") for part in uri.split("/"))
    inclusion = InclusionLevel.INCLUDED if is_hidden else InclusionLevel.UNDEFINED
    return EvidenceFile.generated(config, uri, abs_src_path=str(path), inclusion=inclusion)


PAGES = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd"})
ASSETS = frozenset(
    {".avif", ".css", ".gif", ".ico", ".jpeg", ".jpg", ".js", ".mjs", ".png", ".svg", ".webp"}
    | {".woff", ".woff2"}
)
"""File types that the site's own pages in the folder of incidents use."""
HOSTING = frozenset({"CNAME", "robots.txt"})
"""Files that hosting services and search engines expect at the top of a site."""


def without_incidents(files: Files, folder: Path) -> Files:
    """Return the site's files without those of the incidents, if their folder is within docs.

    Only published evidence leaves the folder of an incident. At the top of the folder of incidents,
    beside the catalogues, the site can have its own pages and their assets.
    """
    roots = {Path(os.path.normpath(folder.absolute())), folder.resolve()}
    places: dict[str, list[Path]] = {}
    return Files([file for file in files if not _belongs(file, roots, places)])


def _belongs(file: File, roots: set[Path], places: dict[str, list[Path]]) -> bool:
    """Return whether a file is one of the incidents.

    Args:
        file: a file of the site.
        roots: the paths of the folder of incidents.
        places: where each folder is in `roots`, as far as known already, since there are many
            files.
    """
    if not file.abs_src_path:
        return False
    folder, name = os.path.split(file.abs_src_path)
    if folder not in places:
        places[folder] = _places({Path(folder), Path(folder).resolve()}, roots)
    if any(_is_excluded(place, name) for place in places[folder]):
        return True
    path = Path(file.abs_src_path)
    if not path.is_symlink():
        return False
    target = path.resolve()
    return any(_is_excluded(place, target.name) for place in _places({target.parent}, roots))


def _places(folders: set[Path], roots: set[Path]) -> list[Path]:
    """Return where folders are in `roots`: a symbolic link can lead out of them, or into them."""
    return [
        folder.relative_to(root)
        for folder in folders
        for root in roots
        if folder.is_relative_to(root)
    ]


def _is_excluded(place: Path, name: str) -> bool:
    """Return whether a file is excluded from the site, by its folder in that of the incidents."""
    if place.parts:
        return True
    return Path(name).suffix.lower() not in PAGES | ASSETS and name not in HOSTING
