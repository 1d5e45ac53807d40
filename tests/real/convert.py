"""Real postmortems from JSON to our format: `python -m tests.real.convert JSON_FOLDER OUT_FOLDER`.

Each JSON file says what one published postmortem says.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

from tests.real.fields import UnconvertibleError
from tests.real.files import as_yaml, load, save


def main(arguments: list[str] | None = None) -> int:
    """Convert a folder of JSON files.

    Returns:
        0 when all were converted, 1 when some could not be, 2 when the call itself is wrong.
    """
    parser = argparse.ArgumentParser(prog="convert", description="JSON to incidents.")
    parser.add_argument("json_folder", type=Path)
    parser.add_argument("out_folder", type=Path)
    parser.add_argument("--zone", help="the `timezone` of incidents whose source names none")
    options = parser.parse_args(arguments)
    if not options.json_folder.is_dir():
        print(f"convert: there is no folder `{options.json_folder}`", file=sys.stderr)
        return 2
    try:
        options.out_folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(f"convert: no folder `{options.out_folder}` ({error.strerror})", file=sys.stderr)
        return 2
    return _convert_all(
        sorted(options.json_folder.glob("*.json")), options.out_folder, options.zone
    )


def _convert_all(paths: list[Path], out: Path, zone: str | None) -> int:
    sources: dict[str, str] = {}
    services: dict[str, dict[str, str]] = {}
    homeless: Counter[str] = Counter()
    for path in paths:
        try:
            folder = load(path, zone)
            if other := sources.get(folder.name):
                raise UnconvertibleError(f"has the same folder as {other}, `{folder.name}`")
            save(folder, out)
        except UnconvertibleError as error:
            print(f"convert: {path.name}: {' '.join(str(error).split())}", file=sys.stderr)
            continue
        sources[folder.name] = path.name
        services |= {name: {"title": title} for name, title in folder.services.items()}
        homeless.update(set(folder.homeless))
    if services:
        (out / "services.yaml").write_text(as_yaml(services), encoding="utf-8")
    print(f"{len(sources)} of {len(paths)} incidents are in {out}")
    for key, number in homeless.most_common():
        shown = " ".join(key.encode("utf-8", "backslashreplace").decode().split())
        print(f"without a place in the format: `{shown}`, in {number}")
    return 0 if len(sources) == len(paths) else 1


if __name__ == "__main__":
    raise SystemExit(main())
