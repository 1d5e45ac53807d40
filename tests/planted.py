"""Secrets and personal data of each kind, made up, as they stand in files of evidence."""

from tests.leaks import AWS_KEY, TOKEN

JWT = "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0NTY3ODkwIn0." + "dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P"
KEY_LINE = "MIIEpAIBAAKCAQEA75xGqLx0b9k2"
KEY = f"-----BEGIN RSA PRIVATE KEY-----\n{KEY_LINE}\n-----END RSA PRIVATE KEY-----"
SESSION = "3f2a9c8e7d6b5a4f3f2a9c8e7d6b5a4f"

PLANTED = {
    "mail": ("email", "from jane.doe@customer-of-ours.net", "jane.doe"),
    "ip": ("ip", "client 203.0.113.77", "203.0.113.77"),
    "ip-with-port": ("ip", "dial 10.20.30.40:5432", "10.20.30.40"),
    "ipv6": ("ip", "client 2001:db8::8a2e:370:7334", "8a2e:370"),
    "phone": ("phone", "call +44 20 7946 0958", "7946"),
    "phone-national": ("phone", "call (415) 555-2671", "555-2671"),
    "home": ("user", "open /home/jdoe/app.py", "jdoe"),
    "mac-home": ("user", "open /Users/jdoe/app.py", "jdoe"),
    "windows-home": ("user", "open C:\\Users\\jdoe\\app.py", "jdoe"),
    "address": ("credentials", "postgres://app:hunter2hunter2@db/orders", "hunter2"),
    "authorization": ("authorization", "Authorization: Basic YWxhZGRpbjpvcGVuc2U=", "YWxhZG"),
    "bearer": ("authorization", f"authorization: Bearer {SESSION}", SESSION),
    "cookie": ("cookie", f"Cookie: sid={SESSION}; theme=dark", SESSION),
    "set-cookie": ("cookie", f"Set-Cookie: sid={SESSION}; Path=/; HttpOnly", SESSION),
    "jwt": ("jwt", f"sent {JWT}", JWT[30:]),
    "card": ("card", "paid with 4242 4242 4242 4242", "4242 4242"),
    "iban": ("iban", "paid from DE89 3704 0044 0532 0130 00", "3704 0044"),
    "password": ("secret", "password=hunter2hunter2", "hunter2"),
    "token": ("secret", f"token={SESSION}", SESSION),
    "base64": ("secret", "secret: QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "QWxhZGRp"),
    "aws": ("secret", f"with {AWS_KEY}", AWS_KEY),
    "github": ("secret", f"with {TOKEN}", TOKEN),
    "slack": ("user", "by <@U024BE7LH>", "U024BE7LH"),
    "pagerduty": ("user", "by https://shop.pagerduty.com/users/PABC123", "PABC123"),
    "key": ("private-key", KEY, KEY_LINE),
}
"""By name: the kind, a text, and the part of it that no output may have."""
