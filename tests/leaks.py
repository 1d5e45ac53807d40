"""Values that look like secrets and personal data, and are none: canaries for tests."""

AWS_KEY = "AKIA" + "Q3EGRIXUQZ7KBLT5"
TOKEN = "ghp_" + "x7Kd92LmQp3RtVw8Yz1Ab5Cd6Ef0GhIjKlMn"
PRIVATE_KEY = "-----BEGIN RSA " + "PRIVATE KEY-----"

LEAKS = {
    "aws": ("secret", AWS_KEY),
    "github": ("secret", TOKEN),
    "private-key": ("secret", PRIVATE_KEY.strip("-")),
    "card": ("customer-data", "4242 4242 4242 4242"),
    "iban": ("customer-data", "DE89 3704 0044 0532 0130 00"),
    "mail": ("email-address", "jane.doe@customer-of-ours.net"),
}
"""The rule that finds each, and its text."""
