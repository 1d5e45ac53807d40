"""Sort Pagefind's facets, so that the same pages always produce the same index.

Pagefind 1.5 writes the values of a facet in the order of a randomly seeded hash map; names of
files depend on their content, so three kinds of file differ from build to build. Each file is
gzip around a mark and CBOR. This module reads, sorts and rewrites them.
"""

import gzip
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import cbor2

from postmortems.model import PostmortemsError

_MARK = b"pagefind_dcd"
_FILTERS = 3
"""The position of the list of facets, (name, file) pairs, in an index's table of contents."""


class UnknownFormatError(PostmortemsError):
    """The format of the index is not the one this module knows."""


def sort_facets(folder: Path) -> None:
    """Rewrite the facets of an index in sorted order.

    Args:
        folder: the folder that Pagefind wrote.

    Raises:
        UnknownFormatError: Pagefind's format has changed.
    """
    entry_file = folder / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text(encoding="utf-8"))
    for language in entry["languages"].values():
        contents_file = folder / f"pagefind.{language['hash']}.pf_meta"
        contents = _read(contents_file)
        try:
            facets = sorted((name, file) for name, file in contents[_FILTERS])
            filters = [_read(folder / "filter" / f"{file}.pf_filter") for _, file in facets]
            ordered = [[name, sorted(values)] for name, values in filters]
        except (IndexError, KeyError, TypeError, ValueError) as error:
            raise UnknownFormatError(str(error)) from error
        prefix = language["hash"].rpartition("_")[0]
        contents[_FILTERS] = []
        for (name, old), facet in zip(facets, ordered, strict=True):
            (folder / "filter" / f"{old}.pf_filter").unlink()
            data, new = _packed(facet, prefix, 7)
            (folder / "filter" / f"{new}.pf_filter").write_bytes(data)
            contents[_FILTERS].append([name, new])
        contents_file.unlink()
        data, language["hash"] = _packed(contents, prefix, 10)
        (folder / f"pagefind.{language['hash']}.pf_meta").write_bytes(data)
    entry_file.write_text(json.dumps(entry, ensure_ascii=False), encoding="utf-8")


def _read(path: Path) -> Any:
    try:
        data = gzip.decompress(path.read_bytes())
    except OSError as error:
        raise UnknownFormatError(f"{path.name}: {error}") from error
    if not data.startswith(_MARK):
        raise UnknownFormatError(f"{path.name} does not begin with {_MARK!r}")
    try:
        return cbor2.loads(data[len(_MARK) :])
    except cbor2.CBORDecodeError as error:
        raise UnknownFormatError(f"{path.name}: {error}") from error


def _packed(value: Any, prefix: str, digits: int) -> tuple[bytes, str]:
    data = _MARK + cbor2.dumps(value)
    return gzip.compress(data, mtime=0), f"{prefix}_{sha256(data).hexdigest()[:digits]}"
