"""Holds a Compose file to the Compose Specification: `validate-compose.py COMPOSE_FILE`."""

import json
import sys
from pathlib import Path

import jsonschema
import yaml

SCHEMA = Path(__file__).with_name("compose-spec.json")

jsonschema.validate(yaml.safe_load(Path(sys.argv[1]).read_text()), json.loads(SCHEMA.read_text()))
