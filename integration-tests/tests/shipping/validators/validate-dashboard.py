"""
Holds a dashboard to Grafana's types: `validate-dashboard.py DASHBOARD`.

What the types do not know is lost between reading and writing, so that is how it is found.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.cog.plugins import register_default_plugins
from grafana_foundation_sdk.models.dashboard import Dashboard


def lost(before: object, after: object, path: str) -> Iterator[str]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key, value in before.items():
            yield from lost(value, after.get(key), f"{path}.{key}")
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, pair in enumerate(zip(before, after, strict=True)):
            yield from lost(*pair, f"{path}[{index}]")
    elif before != after:
        yield path


if __name__ == "__main__":
    register_default_plugins()
    written = json.loads(Path(sys.argv[1]).read_text())
    read = json.loads(JSONEncoder().encode(Dashboard.from_json(written)))
    if unknown := list(lost(written, read, "dashboard")):
        sys.exit("Grafana does not know " + ", ".join(unknown))
