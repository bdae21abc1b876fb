"""Makes files look changed to cargo whatever else compiles meanwhile, and unchanged again afterwards.

mtimes.py ahead RECORD   sets the files named on stdin a day ahead and notes in RECORD what was
mtimes.py back RECORD    puts the noted times back, except where a file was edited since
"""

import json
import os
import sys
import time

DAY = 24 * 60 * 60 * 10**9


def ahead(record):
    noted = {}
    future = time.time_ns() + DAY
    for name in sys.stdin.read().splitlines():
        before = os.stat(name).st_mtime_ns
        os.utime(name, ns=(future, future))
        noted[name] = [before, os.stat(name).st_mtime_ns]
    with open(record, "w", encoding="utf-8") as file:
        json.dump(noted, file)


def back(record):
    with open(record, encoding="utf-8") as file:
        noted = json.load(file)
    for name, (before, during) in noted.items():
        if os.path.exists(name) and os.stat(name).st_mtime_ns == during:
            os.utime(name, ns=(before, before))
    os.remove(record)


{"ahead": ahead, "back": back}[sys.argv[1]](sys.argv[2])
