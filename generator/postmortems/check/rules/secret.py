"""A token, a key or a password stands in one of the incident's YAML files, comments included.

Tokens are recognised by their form, with the detectors of
[detect-secrets](https://github.com/Yelp/detect-secrets). The message does not repeat the
secret.

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

from ...source import MAIN
from ..rule import Case, Finding, Iterator, rule
from ..secrets import secrets


@rule(level="error", always=True, leaks=True)
def secret(case: Case) -> Iterator[Finding]:
    """Scan the text of every file."""
    for name, text in case.files.items():
        for kind, words, turn in secrets(text):
            yield Finding(
                () if name == MAIN else (name.removesuffix(".yaml"),),
                f"this looks like a secret ({kind})",
                "make it invalid, then remove it; git keeps what was pushed",
                word=words,
                turn=turn,
            )
