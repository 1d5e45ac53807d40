"""A client of the YAML language server, as small as the tests need."""

import json
import shutil
import subprocess
import threading
from pathlib import Path
from queue import Queue
from types import TracebackType
from typing import Any, Self

SERVER = Path(__file__).parent / "node_modules/yaml-language-server/bin/yaml-language-server"
PATIENCE = 30
"""How long to wait for an answer, in seconds."""

Message = dict[str, Any]


class LanguageServer:
    """The server, started for a folder; `settings` are those of an editor under `yaml`."""

    def __init__(self, folder: Path, settings: Message) -> None:
        node = shutil.which("node")
        assert node, "no Node.js; it is needed to run the language server"
        assert SERVER.exists(), "no language server; run `npm ci` in tests/editor"
        self._folder, self._settings = folder, settings
        self._process = subprocess.Popen(
            [node, str(SERVER), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._answers: Queue[Message] = Queue()
        self._notes: Queue[Message] = Queue()
        self._number = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> Self:
        self.ask(
            "initialize",
            processId=None,
            rootUri=self._folder.as_uri(),
            workspaceFolders=[{"uri": self._folder.as_uri(), "name": "folder"}],
            capabilities={
                "workspace": {"configuration": True, "workspaceFolders": True},
                "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}},
            },
        )
        self.tell("initialized")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.wait()

    def open(self, path: Path, text: str) -> list[Message]:
        """Open a file with a text; the answer is what the editor would underline."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        while True:
            note = self._notes.get(timeout=PATIENCE)
            is_marks = note["method"] == "textDocument/publishDiagnostics"
            if is_marks and note["params"]["uri"] == path.as_uri():
                return list(note["params"]["diagnostics"])

    def completions(self, path: Path, line: int, column: int) -> list[str]:
        """What the editor offers at a place (both from 0)."""
        answer = self.ask(
            "textDocument/completion",
            textDocument={"uri": path.as_uri()},
            position={"line": line, "character": column},
        )
        return [item["label"] for item in answer["items"]]

    def hover(self, path: Path, line: int, column: int) -> str:
        """What the editor says of the word at a place (both from 0)."""
        answer = self.ask(
            "textDocument/hover",
            textDocument={"uri": path.as_uri()},
            position={"line": line, "character": column},
        )
        return str(answer["contents"]["value"]) if answer else ""

    def ask(self, method: str, **parameters: Any) -> Any:
        """Send a request and wait for its answer."""
        self._number += 1
        self._send(id=self._number, method=method, params=parameters)
        while True:
            answer = self._answers.get(timeout=PATIENCE)
            if answer["id"] == self._number:
                assert "error" not in answer, answer
                return answer["result"]

    def tell(self, method: str, **parameters: Any) -> None:
        """Send a notification."""
        self._send(method=method, params=parameters)

    def _send(self, **message: Any) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream
        while header := stream.readline():
            length = 0
            while header.strip():
                name, _, value = header.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                header = stream.readline()
            message: Message = json.loads(stream.read(length))
            if "method" not in message:
                self._answers.put(message)
            elif "id" in message:
                asked = message["params"].get("items", []) if message.get("params") else []
                result = [self._settings.get(item.get("section", "")) for item in asked]
                self._send(id=message["id"], result=result or None)
            else:
                self._notes.put(message)
