"""Lets cargo see in a fresh clone what it built in an earlier one at the same place.

known.py restore RECORD TARGET   gives files and folders that are what they were the times they had
known.py note RECORD TARGET      notes what is there now, and its times

Cargo tells by times whether a file changed, and a clone's are all new. A record counts only while nobody else has built
in TARGET since it was noted: what is on disk then comes of the files that it describes.
"""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path


def tracked():
    """Every tracked file with a digest of what is in it, every folder of them with one of the names in it."""
    names = subprocess.run(["git", "ls-files", "-z"], check=True, capture_output=True, text=True).stdout.split("\0")
    files = {name: digest(Path(name).read_bytes()) for name in names if name and Path(name).is_file()}
    folders = {str(parent) for name in files for parent in Path(name).parents}
    listed = {name: digest("\0".join(sorted(os.listdir(name))).encode()) for name in folders}
    return files | listed


def digest(content):
    return hashlib.sha256(content).hexdigest()


def newest(target):
    """When cargo last built something in there."""
    units = (unit for folder in Path(target).glob("**/.fingerprint") for unit in folder.iterdir())
    return max((file.stat().st_mtime_ns for unit in units for file in unit.iterdir()), default=0)


def note(record, target):
    known = {name: [content, os.stat(name).st_mtime_ns] for name, content in tracked().items()}
    with open(record, "w", encoding="utf-8") as file:
        json.dump({"root": os.getcwd(), "built": newest(target), "known": known}, file)


def restore(record, target):
    if not os.path.exists(record):
        return
    with open(record, encoding="utf-8") as file:
        noted = json.load(file)
    if noted["root"] != os.getcwd() or noted["built"] != newest(target):
        return
    same = [name for name, content in tracked().items() if noted["known"].get(name, [None])[0] == content]
    for name in same:
        then = noted["known"][name][1]
        os.utime(name, ns=(then, then))
    print(f"{len(same)} files and folders are what they were when the last clone here was built", file=sys.stderr)


{"restore": restore, "note": note}[sys.argv[1]](*sys.argv[2:])
