"""A browser context that notes whatever a hostile text achieves, and a look at a page's parts."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page

from tests.browser.payloads import HOST

LOOK = """
(host) => {
  const wrong = [];
  const content = document.querySelector("article");
  const safe = new Set(["http:", "https:", "mailto:"]);
  const loads = new Set(["src", "srcset", "data", "action", "formaction", "poster", "background",
    "ping", "style", "xlink:href", "srcdoc", "content", "http-equiv"]);
  const tags = new Set(["script", "iframe", "object", "embed", "base", "style", "link", "meta",
    "video", "audio", "source", "foreignobject", "marquee", "math", "textarea", "template"]);
  for (const element of document.querySelectorAll("*")) {
    const tag = element.localName.toLowerCase();
    const inContent = content?.contains(element);
    if (inContent && tags.has(tag)) wrong.push(`<${tag}> in the content`);
    for (const { name, value } of element.attributes) {
      const links = name === "href" && tag !== "a";
      if (name.startsWith("on")) wrong.push(`<${tag} ${name}=${value}>`);
      if ((loads.has(name) || links) && !inContent && tag !== "meta" && value.includes(host))
        wrong.push(`<${tag} ${name}=${value}>`);
      if ((loads.has(name) || links) && inContent && /attacker|javascript:|data:text/.test(value))
        wrong.push(`<${tag} ${name}=${value}>`);
      if (inContent && name === "src" && !value.startsWith("data:image/svg+xml;base64,"))
        wrong.push(`<${tag} src=${value}>`);
    }
    const address = element.href?.baseVal ?? element.href;
    if (tag === "a" && address && !safe.has(new URL(address, location).protocol))
      wrong.push(`a link to ${address}`);
  }
  const header = document.querySelector("body > header.md-header");
  const footer = document.querySelector("body > .md-container > footer.md-footer");
  const main = document.querySelector("body > .md-container > main.md-main");
  if (!header || !header.getBoundingClientRect().height) wrong.push("no header");
  if (!footer || !footer.getBoundingClientRect().height) wrong.push("no footer below the content");
  const [end, start] = [main, footer].map((part) => part?.getBoundingClientRect());
  if (end && start && start.top < end.bottom - 1)
    wrong.push("the footer overlaps the content");
  if (!main?.contains(content)) wrong.push("the content is not within the page");
  for (const part of document.querySelectorAll("body > :not(header, .md-container, script, label, "
      + "input, div.md-overlay, div.md-dialog, div.md-progress, a.md-skip, div[data-md-component], "
      + "dialog.pm-dialog, div.md-tooltip, div.md-tooltip2, nav.md-tabs)"))
    wrong.push(`<${part.localName}> beside the page`);
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) wrong.push(`the page is ${wide} px wide, the window ${innerWidth}`);
  const headings = [...document.querySelectorAll("h1")].map((heading) => {
    const copy = heading.cloneNode(true);
    copy.querySelectorAll(".headerlink").forEach((link) => link.remove());
    return copy.textContent;
  });
  return { wrong, headings, title: document.title, text: content?.textContent ?? "" };
}
"""
"""Returns what is wrong with a page, its main headings, its title and the text of its content."""


class Watch:
    """A context of a browser. `failures` are what no page may do, with the page that did it."""

    def __init__(self, browser: Browser, base: str, size: tuple[int, int]) -> None:
        self.base = base
        self.failures: list[str] = []
        self.context: BrowserContext = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce"
        )
        self.context.expose_binding("pwn", lambda source, number: self._ran(source, number))
        self.context.on("request", lambda request: self._requested(request.url))

    def _ran(self, source: Any, number: object) -> None:
        self.failures.append(f"{source['page'].url}: payload {number} ran")

    def _requested(self, url: str) -> None:
        # Browsers show PDF files in pages of their own.
        own = ("chrome:", "chrome-extension:")
        if not url.startswith((self.base, "data:", "blob:", *own)):
            self.failures.append(f"request to {url}")

    def page(self) -> Page:
        """Open an empty tab."""
        page = self.context.new_page()
        note = self.failures.append
        page.on("pageerror", lambda error: note(f"{page.url}: error: {error}"))

        def error(message: ConsoleMessage) -> None:
            # Browsers ask for an icon of pages that name none, such as plain text.
            if message.type == "error" and not message.location["url"].endswith("/favicon.ico"):
                note(f"{page.url}: console: {message.text}")

        def dismiss(dialog: Dialog) -> None:
            note(f"{page.url}: dialog: {dialog.message}")
            dialog.dismiss()

        page.on("console", error)
        page.on("dialog", dismiss)
        return page

    def look(self, page: Page) -> dict[str, Any]:
        """Return the parts of a page; what is wrong with them joins the failures."""
        seen: dict[str, Any] = page.evaluate(LOOK, HOST)
        self.failures += [f"{page.url}: {problem}" for problem in seen["wrong"]]
        return seen


def html_pages(site: Path) -> list[str]:
    """Return the addresses of all pages of a site, from its top."""
    return [
        path.relative_to(site).as_posix().removesuffix("index.html")
        for path in sorted(site.rglob("*.html"))
        # The links of the page for missing ones are from the root of wherever it is shown.
        if path.name != "404.html"
    ]
