"""
What a container is started with, as JSON: `container.py FILE PATH`, where PATH leads to it like `services.gateway`.

Arguments that the file leaves out are the Dockerfile's; a variable that a secret gives gets a stand-in.
"""

import json
import re
import sys
from functools import reduce
from pathlib import Path

import yaml

DOCKERFILE = Path(__file__).parents[4] / "deploy/Dockerfile"
STAND_IN = "search=stand-in-for-a-secret"


def default_arguments() -> list[str]:
    command = re.search(r"^CMD (\[.*\])$", DOCKERFILE.read_text(), re.MULTILINE)
    if command is None:
        sys.exit(f"{DOCKERFILE} has no CMD")
    return json.loads(command[1])


def variables(container: dict) -> dict[str, str]:
    if "environment" in container:
        # As Compose fills them in where nothing is set.
        return {name: re.sub(r"\$\{\w+:-(.*?)\}", r"\1", value) for name, value in container["environment"].items()}
    return {variable["name"]: variable.get("value", STAND_IN) for variable in container["env"]}


documents = list(yaml.safe_load_all(Path(sys.argv[1]).read_text()))
steps = [int(step) if step.isdigit() else step for step in sys.argv[2].split(".")]
found = reduce(lambda place, step: place[step], steps, documents[0])
arguments = found.get("args") or found.get("command") or default_arguments()
print(json.dumps({"args": arguments, "env": variables(found)}))
