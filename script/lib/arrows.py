#!/usr/bin/env python3
"""Which crate of the workspace may stand on which: reads `cargo metadata --no-deps` from standard input.

Names every arrow between two folders that no rule below allows, and exits with 1 if there is one. Dependencies of tests
count for nothing: a test may set up what it likes.
"""

import json
import sys
from fnmatch import fnmatchcase
from pathlib import Path

# From a folder to folders. A new area needs no rule of its own, unless it depends on another area.
RULES = {
    "frontend": ["app"],
    "app": ["app/features/*", "app/kit", "app/live", "app/ui", "app/domain", "app/domain/*"],
    "app/features/*": ["app/kit", "app/live", "app/ui", "app/domain"],
    "app/kit": ["app/domain", "server/core"],
    "app/live": ["app/domain"],
    "app/ui": ["app/domain"],
    "app/domain/*": ["app/domain"],
    "app/domain/chat": ["app/domain/runs"],
    "app/features/chat": ["app/domain/runs"],
    "server": ["app", "app/kit", "app/domain", "app/domain/*", "server/*"],
    "server/core": ["app/domain", "server/clients/*", "server/pictures"],
    "server/areas": ["server/areas/*", "server/core"],
    "server/areas/*": ["app/domain", "server/core", "server/clients/*", "server/areas/identity"],
    "server/areas/chat": ["app/domain/runs", "server/areas/runs", "server/markdown"],
    "server/areas/runs": ["server/areas/agents", "server/markdown"],
    "server/areas/tools": ["server/areas/runs"],
    "server/areas/organization": ["server/pictures"],
    "server/areas/god": ["server/areas/organization"],
    "server/pictures": ["app/domain"],
    "server/seed": ["app/domain", "server/areas/*", "server/core"],
    "server/clients/llm": ["server/clients/local-llm"],
    "server/testkit": ["app/domain", "server/*"],
}


def allowed(start, end):
    """Whether some rule draws this arrow. An area's feature stands on its own area and on its own words."""
    if start.startswith("app/features/"):
        area = start.rsplit("/", 1)[1]
        if end in (f"server/areas/{area}", f"app/domain/{area}", *PAIRED.get(area, [])):
            return True
    if start.startswith("server/areas/") and end == start.replace("server/areas", "app/domain"):
        return True
    return any(fnmatchcase(start, rule) and any(fnmatchcase(end, to) for to in ends) for rule, ends in RULES.items())


# A feature whose area has another name.
PAIRED = {"account": ["server/areas/identity", "app/domain/identity"]}


def arrows(metadata):
    root = Path(metadata["workspace_root"])
    folders = {p["name"]: str(Path(p["manifest_path"]).parent.relative_to(root)) for p in metadata["packages"]}
    for package in metadata["packages"]:
        for dependency in package["dependencies"]:
            if dependency["kind"] != "dev" and dependency["name"] in folders and dependency["path"]:
                yield folders[package["name"]], folders[dependency["name"]]


def main():
    wrong = sorted({(start, end) for start, end in arrows(json.load(sys.stdin)) if not allowed(start, end)})
    for start, end in wrong:
        print(f"{start} may not stand on {end}")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
