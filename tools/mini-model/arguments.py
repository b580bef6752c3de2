"""Reading of what a script is called with."""

import argparse
from pathlib import Path


def path_parser(description: str, *names: str) -> argparse.ArgumentParser:
    """A parser of so many paths, by name in this order."""
    parser = argparse.ArgumentParser(description=description)
    for name in names:
        parser.add_argument(name, type=Path)
    return parser
