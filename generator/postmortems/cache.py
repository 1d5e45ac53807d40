"""A cache of values by a hash of all that they are computed from.

Values are pickled. Since loading a pickle can run any code, and a repository could contain a
prepared cache, each entry is signed with a key that only this user has. An entry with another
signature is not loaded.
"""

from __future__ import annotations

import hmac
import os
import pickle
import secrets
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache as once
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any, Final

from platformdirs import user_data_path

FOLDER = Path(".cache") / "postmortems"
"""The folder of the cache, beside mkdocs.yml."""
KEEP_DAYS = 30
"""The days after which an entry that was not used is removed."""
MAX_BYTES = 1_000_000_000
"""The size of all values from which those are removed that were not used for the longest time."""
MISSING: Final = object()
"""The value of a key that is not in the cache."""
_CODE = (".py", ".jinja", ".html")
_WAIT = 5.0
"""The seconds to wait while another process writes."""
_PENDING_BYTES = 20_000_000
"""The size of the new values that are kept in memory before they are written."""
_SIGNATURE = sha256().digest_size
_SCHEMA = "CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, value BLOB, used INTEGER)"


def digest(*parts: str | bytes) -> bytes:
    """Return a hash of parts in this order."""
    result = blake2b(digest_size=20)
    for part in parts:
        encoded = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        result.update(len(encoded).to_bytes(8, "big") + encoded)
    return result.digest()


@once
def code_digest(package: Path = Path(__file__).parent) -> bytes:
    """Return a hash of a package's code, and of the versions of Python and installed packages."""
    files = sorted(path for path in package.rglob("*") if path.suffix in _CODE)
    code = (path.read_bytes() for path in files)
    return digest(sys.version, repr(sorted(_installed_packages())), *code)


def _installed_packages() -> Iterator[str]:
    """Yield the name and version of each installed package."""
    for entry in sys.path:
        if entry.endswith("-packages"):
            yield from (path.name for path in Path(entry).glob("*.dist-info"))


class Cache:
    """Values by key, in a database in a folder. Several processes can use it at once.

    A cache that cannot be used is empty and keeps nothing; `problem` says why. The last values
    are written when it is closed.

    Args:
        folder: the folder, which is made if it does not exist; None to cache nothing.
    """

    def __init__(self, folder: Path | None) -> None:
        self.problem = ""
        self._new: dict[bytes, bytes] = {}
        self._new_bytes = 0
        self._used: set[bytes] = set()
        self._database: sqlite3.Connection | None = None
        self._secret = b""
        if folder is None:
            return
        file = folder / "cache.sqlite"
        try:
            # A repository could contain a link to a file or folder of the user.
            if link := next((p for p in (folder.parent, folder, file) if p.is_symlink()), None):
                self.problem = f"`{link.name}` is a symbolic link"
                return
            folder.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError), (folder / ".gitignore").open("x") as stream:
                stream.write("*\n")
            self._secret = _user_secret()
            self._database = _open(file)
        except sqlite3.OperationalError as error:  # such as a lock of another process
            self.problem = str(error)
        except sqlite3.DatabaseError:
            try:  # a damaged file; its content can be computed again
                file.unlink()
                self._database = _open(file)
            except (OSError, sqlite3.Error) as error:
                self.problem = str(error)
        except OSError as error:
            self.problem = error.strerror or str(error)

    @property
    def is_used(self) -> bool:
        """Whether values are kept, so that computing their keys is worth it."""
        return self._database is not None

    def __contains__(self, key: bytes) -> bool:
        """Return whether there is an entry; its value may still be missing, if it is damaged."""
        if self._database is None:
            return False
        if key in self._new:
            return True
        try:
            query = "SELECT 1 FROM entries WHERE key = ?"
            return self._database.execute(query, (key,)).fetchone() is not None
        except sqlite3.Error:
            return False

    def get(self, key: bytes) -> Any:
        """Return a value, or `MISSING`."""
        signed = self._new.get(key) or self._stored(key)
        if signed is None:
            return MISSING
        signature, data = signed[:_SIGNATURE], signed[_SIGNATURE:]
        if not hmac.compare_digest(signature, self._sign(key, data)):
            return MISSING
        self._used.add(key)
        return pickle.loads(data)  # noqa: S301 - signed by this user

    def _stored(self, key: bytes) -> bytes | None:
        """Return the signed value of a key in the database; None if there is none."""
        if self._database is None:
            return None
        try:
            query = "SELECT value FROM entries WHERE key = ?"
            row = self._database.execute(query, (key,)).fetchone()
        except sqlite3.Error:
            return None
        return bytes(row[0]) if row else None

    def put(self, key: bytes, value: object) -> None:
        """Keep a value."""
        if self._database is not None:
            data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
            self._new[key] = self._sign(key, data) + data
            self._new_bytes += len(data)
            if self._new_bytes > _PENDING_BYTES:
                self._write(self._database)

    def _write(self, database: sqlite3.Connection) -> None:
        """Write the new values."""
        # Another process may hold the database for longer than we wait; then nothing is kept.
        with suppress(sqlite3.Error), database:
            database.executemany(
                "INSERT OR REPLACE INTO entries VALUES (?, ?, ?)",
                ((key, value, _today()) for key, value in self._new.items()),
            )
        self._new.clear()
        self._new_bytes = 0

    def close(self) -> None:
        """Write the new values, and remove what was not used for long."""
        database, self._database = self._database, None
        if database is None:
            return
        self._write(database)
        today = _today()
        with suppress(sqlite3.Error), database:
            database.executemany(
                "UPDATE entries SET used = ? WHERE key = ? AND used < ?",
                ((today, key, today) for key in self._used),
            )
            database.execute("DELETE FROM entries WHERE used < ?", (today - KEEP_DAYS,))
            _bound(database)
        with suppress(sqlite3.Error):
            database.close()

    def _sign(self, key: bytes, data: bytes) -> bytes:
        return hmac.digest(self._secret, key + data, "sha256")


@contextmanager
def site_cache(incidents: Path, *, is_used: bool = True) -> Iterator[Cache]:
    """Yield the cache of the site that incidents belong to, and close it.

    It is empty and keeps nothing if there is no site: no mkdocs.yml beside the folder of incidents.
    """
    top = incidents.parent
    has_site = is_used and (top / "mkdocs.yml").is_file()
    cache = Cache(top / FOLDER if has_site else None)
    try:
        yield cache
    finally:
        cache.close()


def _today() -> int:
    return int(time.time()) // 86_400


def _open(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file, timeout=_WAIT)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute(_SCHEMA)
    return database


def _bound(database: sqlite3.Connection) -> None:
    """Remove the entries that were not used for the longest time, until the rest is small."""
    sizes = database.execute(
        "SELECT key, length(value) FROM entries ORDER BY used DESC, rowid DESC"
    )
    total = 0
    too_much = []
    for key, size in sizes:
        total += size
        if total > MAX_BYTES:
            too_much.append((key,))
    database.executemany("DELETE FROM entries WHERE key = ?", too_much)


def _user_secret() -> bytes:
    """Return the key of this user for signatures, and create it on first use.

    Where it cannot be kept, another one is used each time, so that no entry is ever valid.
    """
    try:
        file = (
            user_data_path("mkdocs-postmortems", appauthor=False, ensure_exists=True) / "cache-key"
        )
        with suppress(FileExistsError):
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(secrets.token_bytes(32))
        if len(secret := file.read_bytes()) == 32:
            return secret
    except OSError:
        pass
    return secrets.token_bytes(32)
