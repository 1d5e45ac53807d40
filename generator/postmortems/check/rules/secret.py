"""The YAML, its comments or the published evidence contain a token, key or password.

Tokens are recognized by their format, with the detectors of
[detect-secrets](https://github.com/Yelp/detect-secrets). In published evidence, `Authorization`
headers, cookies, JWT, passwords in addresses, and values beside a word such as *password* are
found, too. The message does not repeat the
secret. An incident with a secret is withheld from the site, with all of its files.

Why:
    Commands and logs are pasted in a hurry, and everybody who can read the repository can use the
    credentials in them, today and from its history. Revoke the secret first, then remove it. See
    [OWASP](https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html).

Wrong:
    response:
      stabilization:
        patches: Restored the dump of postgres://app:hunter2hunter2@db.shop.example/orders

Says:
    this looks like a secret (Basic Auth Credentials); revoke it, then remove it; git keeps
    everything that was pushed

Right:
    response:
      stabilization:
        patches: Restored the dump of the orders
"""

import re
from itertools import islice

from ...reader import MAIN
from ...sensitive.secrets import labelled_secrets
from ..published import Passage
from ..rule import Finding, Iterator, RuleContext, rule
from ..secret_scan import find_secrets

HINT = "revoke it, then remove it; git keeps everything that was pushed"


@rule(level="error", always=True, leaks=True)
def secret(context: RuleContext) -> Iterator[Finding]:
    """Report each secret in the incident's YAML files and its published evidence."""
    for name, text in context.files.items():
        for kind, words, occurrence in find_secrets(text):
            yield Finding(
                () if name == MAIN else (name.removesuffix(".yaml"),),
                message(kind),
                HINT,
                word=words,
                occurrence=occurrence,
            )
    for passage in context.passages:
        yield from _findings(passage)


def _findings(passage: Passage) -> Iterator[Finding]:
    """Yield a finding for each secret that starts in a passage, one for each place."""
    known = []
    for kind, words, occurrence in find_secrets(passage.text):
        index = index_of(passage.text, words, occurrence)
        known.append((index, index + len(words)))
        if passage.counts(index):
            yield passage.finding(index, message(kind), HINT)
    for kind, start, end in labelled_secrets(passage.text):
        is_known = any(start < known_end and begin < end for begin, known_end in known)
        if passage.counts(start) and not is_known:
            yield passage.finding(start, message(kind), HINT)


def message(kind: str) -> str:
    """Return the message of a finding about a secret of this kind."""
    return f"this looks like a secret ({kind})"


def index_of(text: str, words: str, occurrence: int) -> int:
    """Return the index of an occurrence of `words` in a text; the first is number 0."""
    return next(islice(re.finditer(re.escape(words), text), occurrence, None)).start()
