"""Files: pages that exist only in the build, and the incidents' own files kept out of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from .indexes import Page


class VirtualFile(File):
    """A page without a file of its own; its edit link opens the YAML it was made from."""

    page_of: Page
    source: str | None = None

    @property
    def edit_uri(self) -> str | None:
        """The path from the docs folder to the YAML."""
        return self.source


def virtual(page: Page, source: Path | None, config: MkDocsConfig) -> VirtualFile:
    """The file of one of our pages."""
    inclusion = InclusionLevel.INCLUDED if page.in_nav else InclusionLevel.NOT_IN_NAV
    made = VirtualFile.generated(config, page.path, content="", inclusion=inclusion)
    assert isinstance(made, VirtualFile)  # noqa: S101 - `generated` is made for subclasses
    made.page_of = page
    made.source = Path(os.path.relpath(source, config.docs_dir)).as_posix() if source else None
    return made


class WrittenFile(File):
    """A file that is no page, and that is written only when it is copied to the site."""

    text: Callable[[], str]

    def copy_file(self, dirty: bool = False) -> None:
        """Write it; MkDocs calls this where it would copy a file."""
        target = Path(self.abs_dest_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(self.text(), encoding="utf-8", newline="\n")

    def is_documentation_page(self) -> bool:
        """It is no page, whatever its name: Markdown is to stay Markdown."""
        return False


def written(
    uri: str, text: Callable[[], str], config: MkDocsConfig, source: str | None = None
) -> WrittenFile:
    """A file of this text at this place of the site.

    `source` is what links in Markdown call it, where that is not its place.
    """
    made = WrittenFile.generated(config, source or uri, content="")
    assert isinstance(made, WrittenFile)  # noqa: S101 - `generated` is made for subclasses
    made.dest_uri = uri
    made.text = text
    return made


def published(path: Path, uri: str, config: MkDocsConfig) -> File:
    """A file of evidence that its incident publishes."""
    return File.generated(config, uri, abs_src_path=str(path))


def without_incidents(files: Files, folder: Path) -> Files:
    """The site's files without those of the incidents, should their folder lie within the docs.

    Evidence is published only where its incident says so, however the site is laid out.
    """
    root = folder.resolve()
    return Files([file for file in files if not _belongs(file, root)])


def _belongs(file: File, root: Path) -> bool:
    if not file.abs_src_path:
        return False
    path = Path(file.abs_src_path).resolve()
    if not path.is_relative_to(root):
        return False
    return len(path.relative_to(root).parts) > 1 or path.suffix in (".yaml", ".yml")
