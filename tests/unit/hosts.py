"""GitHub and GitLab as far as the CI files speak to them: `gh` and `curl` that keep a file.

The file, named by STATE, holds `comments` and `issues`, each with its author's number (1 is a
stranger), the methods of the `requests` that were made, and which method the host `refuses`.
"""

_SHARED = """\
import json, os, pathlib, sys

STATE = pathlib.Path(os.environ["STATE"])
state = json.loads(STATE.read_text(encoding="utf-8"))
arguments = sys.argv[1:]
PAGE = 100

def option(name):
    return arguments[arguments.index(name) + 1] if name in arguments else ""

def body(name):
    key, _, path = option(name).partition("@")
    assert key.rstrip("=") == "body", arguments
    return pathlib.Path(path).read_text(encoding="utf-8")

def request(method, refusal):
    state["requests"].append(method)
    save()
    if state.get("refuses") == method:
        sys.exit(refusal)

def save():
    STATE.write_text(json.dumps(state), encoding="utf-8")

def add(text, user):
    state["comments"].append({"id": 1000 + len(state["comments"]), "user": user, "body": text})
    save()

def change(number, text, user):
    (comment,) = [one for one in state["comments"] if one["id"] == int(number)]
    assert comment["user"] == user, "a comment of somebody else"
    comment["body"] = text
    save()
"""

_GH = (
    _SHARED
    + """\
import shutil, subprocess

assert arguments.pop(0) == "api" and os.environ["GH_TOKEN"] == "token"
path = next(one for one in arguments if one.startswith("repos/acme/shop/issues"))
what = path.removeprefix("repos/acme/shop/issues").removeprefix("/")
method = option("--method") or "GET"
request(method, "gh: Resource not accessible by integration (HTTP 403)")
BOT = 2

def selected(page, mark):
    rows = [
        one | {"user": {"login": "github-actions[bot]" if one["user"] == BOT else "stranger"}}
        for one in page
    ]
    if not shutil.which("jq"):
        wanted = [row for row in rows if row["user"]["login"] == "github-actions[bot]"]
        return [row.get("id", row.get("number")) for row in wanted if row["body"].startswith(mark)]
    done = subprocess.run(
        ["jq", option("--jq")], input=json.dumps(rows), capture_output=True, text=True, check=True
    )
    return done.stdout.split()

def fields():
    values = {}
    for flag, value in zip(arguments, arguments[1:]):
        name, _, text = value.partition("=")
        if flag == "--raw-field":
            values[name] = text
        elif flag == "--field" and text.startswith("@"):
            values[name] = pathlib.Path(text[1:]).read_text(encoding="utf-8")
    return values

def pages(rows, mark):
    assert "--paginate" in arguments
    for start in range(0, len(rows), PAGE):
        for found in selected(rows[start : start + PAGE], mark):
            print(found)

if method == "GET" and what == "?state=open&per_page=100":
    opened = [one for one in state["issues"] if one["state"] == "open"]
    pages(opened, "<!-- postmortems overdue -->")
elif method == "GET":
    assert what == "7/comments?per_page=100"
    pages(state["comments"], "<!-- postmortems -->")
elif method == "POST" and not what:
    number = 1 + len(state["issues"])
    state["issues"].append({"number": number, "user": BOT, "state": "open"} | fields())
    save()
elif method == "PATCH" and what.isdigit():
    (issue,) = [one for one in state["issues"] if one["number"] == int(what)]
    assert issue["user"] == BOT, "an issue of somebody else"
    issue.update(fields())
    save()
elif method == "POST":
    assert what == "7/comments"
    add(body("--field"), BOT)
else:
    assert method == "PATCH" and what.startswith("comments/")
    change(what.removeprefix("comments/"), body("--field"), BOT)
"""
)

_CURL = (
    _SHARED
    + """\
import re

assert {"--fail", "--silent", "--show-error"} <= set(arguments)
assert option("--header") == "PRIVATE-TOKEN: token"
(address,) = [one for one in arguments if one.startswith("https://")]
what = address.removeprefix("https://gitlab.com/api/v4/")
method = option("--request") or "GET"
notes = "projects/42/merge_requests/7/notes"
answer = {}
OWN = 3
request(method, 22)
if method == "GET" and what == "user":
    answer = {"id": OWN}
elif method == "GET":
    page = int(re.fullmatch(notes + r"\\?per_page=100&page=(\\d+)", what)[1])
    answer = [
        {"id": one["id"], "author": {"id": one["user"]}, "body": one["body"]}
        for one in state["comments"][(page - 1) * PAGE : page * PAGE]
    ]
elif method == "POST":
    assert what == notes
    add(body("--data-urlencode"), OWN)
else:
    assert method == "PUT" and what.startswith(notes + "/")
    change(what.removeprefix(notes + "/"), body("--data-urlencode"), OWN)
text = json.dumps(answer)
if option("--output"):
    pathlib.Path(option("--output")).write_text(text, encoding="utf-8")
else:
    print(text)
"""
)

FAKES = {"gh": _GH, "curl": _CURL}
"""Programs in Python, by the names that they go by."""
