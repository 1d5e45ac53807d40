"""A token, a key or a password stands in the incident's YAML, comments too, or published evidence.

Tokens are recognised by their form, with the detectors of
[detect-secrets](https://github.com/Yelp/detect-secrets). The message does not repeat the
secret. An incident in which one is found is withheld from the site, with all of its files.

Why:
    Commands and logs are pasted in a hurry, and whoever can read the repository can use what they
    hold, today and from its history. Make it invalid first, then remove it. See
    [OWASP](https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html).

Wrong:
    response:
      stabilization:
        patches: Restored the dump of postgres://app:hunter2hunter2@db.shop.example/orders

Says:
    this looks like a secret (Basic Auth Credentials); make it invalid, then remove it; git keeps
    what was pushed

Right:
    response:
      stabilization:
        patches: Restored the dump of the orders
"""

import re
from itertools import islice

from ...reader import MAIN
from ..rule import Finding, Iterator, RuleContext, rule
from ..secrets import secrets

HINT = "make it invalid, then remove it; git keeps what was pushed"


@rule(level="error", always=True, leaks=True)
def secret(case: RuleContext) -> Iterator[Finding]:
    """Scan the text of every YAML file and of the published evidence."""
    for name, text in case.files.items():
        for kind, words, occurrence in secrets(text):
            yield Finding(
                () if name == MAIN else (name.removesuffix(".yaml"),),
                message(kind),
                HINT,
                word=words,
                occurrence=occurrence,
            )
    for passage in case.passages:
        for kind, words, occurrence in secrets(passage.text):
            at = index_of(passage.text, words, occurrence)
            if passage.counts(at):
                yield passage.finding(at, message(kind), HINT)


def message(kind: str) -> str:
    """Return what is said of a secret of this kind."""
    return f"this looks like a secret ({kind})"


def index_of(text: str, words: str, occurrence: int) -> int:
    """Return where words begin in a text that come `occurrence` times before."""
    return next(islice(re.finditer(re.escape(words), text), occurrence, None)).start()
