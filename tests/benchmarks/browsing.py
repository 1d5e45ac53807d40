"""All incidents in a browser: first rows, filter, bytes.

`python -m tests.benchmarks.browsing [N ...]`

Builds a site of the invented company's incidents for each number (100 and 1,000 by default), and
opens the page of all incidents in Chromium. 10,000 take about eight minutes to build.
"""

import gzip
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.benchmarks.company import write
from tests.browser.chromium import find
from tests.browser.conftest import FLAGS, serving
from tests.conftest import FIVE_LINES, build

RUNS = 7
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
FILTER = """async () => {
  const choice = document.querySelector('.pm-facet input');
  const start = performance.now();
  choice.click();
  const script = performance.now() - start;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return [script, performance.now() - start];
}"""


def measure(page: Page, address: str) -> dict[str, float]:
    """One visit with an empty cache; milliseconds."""
    page.goto(address, wait_until="commit")
    page.locator("article tbody tr").first.wait_for()
    rows = page.evaluate("performance.now()")
    page.locator(".pm-table .pm-search__status").wait_for()
    ready = page.evaluate("performance.now()")
    page.get_by_role("group", name="Narrow by").get_by_text("Severity", exact=True).click()
    script, painted = page.evaluate(FILTER)
    return {
        "first paint": page.evaluate(PAINT),
        "first rows": rows,
        "table ready": ready,
        "filter, script": script,
        "filter, painted": painted,
    }


def main() -> None:
    """Build, visit and print."""
    numbers = [int(text) for text in sys.argv[1:]] or [100, 1000]
    found: dict[int, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=FLAGS)
        for number in numbers:
            top = Path(folder) / str(number)
            write(top / "incidents", number)
            (top / "mkdocs.yml").write_text(FIVE_LINES, encoding="utf-8")
            start = time.perf_counter()
            site = build(top / "mkdocs.yml", top / "site")
            print(f"{number} incidents: built in {time.perf_counter() - start:.0f} s")
            found[number] = visits(browser.new_page, site)
            for name, value in found[number].items():
                print(f"  {name}: {value:.0f}")
        browser.close()
    first, last = numbers[0], numbers[-1]
    for name in found[first] if first != last else ():
        print(f"{name}: {found[last][name] / found[first][name]:.2f} times for {last} of {first}")


def visits(new_page: Callable[[], Page], site: Path) -> dict[str, float]:
    """The medians of several visits, and what they ask for in kB, compressed."""
    with serving(site) as address:
        runs = []
        for _ in range(RUNS):
            page = new_page()
            runs.append(measure(page, f"{address}incidents/"))
            page.close()
    names = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    for name in ("index.html", "table.json"):
        data = (site / "incidents" / name).read_bytes()
        names[f"{name}, kB"] = len(gzip.compress(data)) / 1000
    return names


if __name__ == "__main__":
    main()
