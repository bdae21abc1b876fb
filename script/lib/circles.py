#!/usr/bin/env python3
"""Which files of a Rust crate use which: prints the edges, then every circle of imports.

    circles.py SRC [--top] [--edges] [--tests] [--most N] [--quiet]

SRC is a crate's `src` folder. Paths are read from `use` items and from bodies (`crate::`, `self::`, `super::`, child
modules, imported names), and followed through `pub use` to the file that defines the item. An edge between a module and
the modules directly inside it does not count: a `mod.rs` names its children and they may use what it holds.

--top    circles of top-level modules only           --edges  print every edge, not only those inside circles
--tests  count `#[cfg(test)]` code as well            --most N exit with 1 if a circle of files has more than N (default 2)
--quiet  print such circles alone

A method is not followed to the file of its `impl`, and names out of macros are not seen: what this prints is a lower bound.
"""

import argparse
import re
import sys
from collections import defaultdict
from pathlib import Path

NAME = r"(?:r#)?[A-Za-z_]\w*"
# Neither code nor a path: comments, then strings, then single characters (a lifetime has no closing quote).
NOT_CODE = re.compile(
    r"""//[^\n]* | /\*.*?\*/ | \b(?:b|c|br|cr)?r(\#*)".*?"\1 | \b[bc]?"(?:\\.|[^"\\])*" | "(?:\\.|[^"\\])*" | '(?:\\(?:u\{\w+\}|x\w\w|.)|[^'\\])'""",
    re.X | re.S,
)
ITEM = re.compile(
    rf"\b(?:fn|struct|enum|union|trait|type|const|static|macro_rules!|mod)\s+(?:mut\s+)?({NAME})"
)
USE = re.compile(r"(?:\b(pub)\s+)?\buse\s+([^;]+);")
MODULE = re.compile(rf"((?:\#\[[^\]]*\]\s*)*)(?:pub\s+)?\bmod\s+({NAME})\s*([;{{])")
PATH = re.compile(rf"(?<![\w.:])((?:{NAME})(?:\s*::\s*{NAME})+)")


def blank(text):
    """The text with everything that is no code, and how far a `pub` reaches, replaced by spaces: positions stay."""
    spaces = lambda m: re.sub(r"[^\n]", " ", m[0])
    return re.sub(r"(?<=\bpub)\s*\((?:crate|super|self|in\s[^)]*)\)", spaces, NOT_CODE.sub(spaces, text))


def closing(text, at):
    """Where the brace that opens at `at` closes."""
    depth = 0
    for i in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[i], 0)
        if depth == 0:
            return i
    raise ValueError("a brace is not closed")


def leaves(tree, prefix=()):
    """The paths of a use tree, each with the name it is given: `a::{self, b as c, d::*}`."""
    tree = tree.strip()
    if not tree:
        return
    if tree.startswith("{"):
        depth, start = 0, 1
        for i, c in enumerate(tree):
            if c == "{":
                depth += 1
            elif c in ",}" and depth == 1:
                yield from leaves(tree[start:i], prefix)
                start = i + 1
            if c == "}":
                depth -= 1
        return
    head, colons, rest = tree.partition("::")
    head = head.strip()
    if colons:
        yield from leaves(rest, prefix + (head,) if head else prefix)
        return
    name, _, alias = (part.strip() for part in re.sub(r"\s+", " ", head).partition(" as "))
    if name == "self" and prefix:
        yield prefix, alias or prefix[-1]
    else:
        yield prefix + (name,), alias or name


class Module:
    """A module: the file it stands in, and what it declares there."""

    def __init__(self, path, file, code, start, end, is_test):
        self.path, self.file, self.code, self.start, self.end, self.is_test = path, file, code, start, end, is_test
        self.inner = []  # spans of modules inside the same file
        self.items, self.children, self.uses = set(), {}, []

    def own(self, position):
        return not any(a <= position < b for a, b in self.inner)


class Crate:
    """All modules of a crate, found from its root file on."""

    def __init__(self, src):
        self.src = Path(src)
        root = next(f for f in (self.src / "lib.rs", self.src / "main.rs") if f.is_file())
        self.modules = {}
        self.seen = {root}
        self._read((), root, root.parent, False)

    def _read(self, path, file, folder, is_test):
        code = blank(file.read_text())
        self._scan(Module(path, file, code, 0, len(code), is_test), folder)

    def _scan(self, module, folder):
        self.modules[module.path] = module
        code = module.code
        at = module.start
        while found := MODULE.search(code, at, module.end):
            attributes, name, opens = found[1], found[2], found[3]
            is_test = module.is_test or re.search(r"cfg\(\s*test\s*\)", attributes) is not None
            path = module.path + (name,)
            module.children[name] = path
            at = found.end()
            if opens == "{":
                end = closing(code, found.end() - 1)
                module.inner.append((found.start(), end + 1))
                self._scan(Module(path, module.file, code, found.end(), end, is_test), folder / name)
                at = end + 1
                continue
            # `#[path]` was blanked with the strings: read it from the file.
            lines = module.file.read_text()[found.start() : found.end()]
            named = re.search(r'\#\[path\s*=\s*"([^"]+)"\]', lines)
            tries = [module.file.parent / named[1]] if named else [folder / f"{name}.rs", folder / name / "mod.rs"]
            file = next((f for f in tries if f.is_file()), None)
            if file is None:
                raise SystemExit(f"{module.file}: no file for `mod {name}`")
            self.seen.add(file)
            self._read(path, file, folder / name, is_test)
        for found in USE.finditer(code, module.start, module.end):
            if module.own(found.start()):
                module.uses += [(found.start(), found.end(), bool(found[1]), p, a) for p, a in leaves(found[2])]
        module.items = {m[1] for m in ITEM.finditer(code, module.start, module.end) if module.own(m.start())}

    def absolute(self, at, segments):
        """The path from the crate's root, read in module `at`; none if it leads out of the crate."""
        first, rest = segments[0], tuple(segments[1:])
        if first == "crate":
            return rest
        if first in ("self", "super"):
            path = at
            if first == "super":
                path = path[:-1]
            while rest and rest[0] == "super":
                path, rest = path[:-1], rest[1:]
            return path + rest
        module = self.modules[at]
        if first in module.children:
            return at + tuple(segments)
        for _, _, _, path, alias in module.uses:
            if alias == first and path[0] != first:
                base = self.absolute(at, path)
                return None if base is None else base + rest
        return None

    def resolve(self, absolute, hops=0):
        """(module, item) that a path means, followed through re-exports; item is none for a module itself."""
        at = ()
        for i, name in enumerate(absolute):
            module = self.modules[at]
            if name in module.children:
                at = module.children[name]
                continue
            if name in module.items or hops > 20:
                return at, name
            globs = []
            for _, _, _, path, alias in module.uses:
                if alias == name and (base := self.absolute(at, path)) is not None and base != absolute[: i + 1]:
                    return self.resolve(base + tuple(absolute[i + 1 :]), hops + 1)
                if alias == "*" and (base := self.absolute(at, path[:-1])) is not None and base != at:
                    globs.append(base)
            for base in globs:
                if base in self.modules and name in self.modules[base].items | set(self.modules[base].children):
                    return self.resolve(base + tuple(absolute[i:]), hops + 1)
            return at, name
        return at, None

    def edges(self, tests=False):
        """{(user's module, used module): names}, modules being those that have a file of their own."""
        found = defaultdict(set)
        for at, module in self.modules.items():
            if module.is_test and not tests:
                continue
            paths = []
            for _, _, is_public, path, alias in module.uses:
                absolute = self.absolute(at, path[:-1] if alias == "*" else path)
                if absolute is None or (is_public and absolute[: len(at)] == at):
                    continue  # What stands inside is offered outside, not used.
                # Importing a module is no use of it yet: the names that the body uses through it are.
                if alias == "*" or self.resolve(absolute)[1]:
                    paths.append(absolute)
            spans = [(a, b) for a, b, *_ in module.uses]
            for m in PATH.finditer(module.code, module.start, module.end):
                if module.own(m.start()) and not any(a <= m.start() < b for a, b in spans):
                    absolute = self.absolute(at, [part.strip() for part in m[1].split("::")])
                    if absolute:
                        paths.append(absolute)
            for absolute in paths:
                target, item = self.resolve(absolute)
                a, b = self.home(at), self.home(target)
                if a != b:
                    found[a, b].add(item or "::".join(target))
        return dict(found)

    def home(self, path):
        """The module whose file holds this one."""
        while path and self.modules[path].file == self.modules[path[:-1]].file:
            path = path[:-1]
        return path


def circles(edges):
    """Strongly connected components of more than one node (Tarjan), biggest first."""
    graph = defaultdict(set)
    for a, b in edges:
        graph[a].add(b)
    index, low, stack, on, out = {}, {}, [], set(), []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        on.add(node)
        for other in sorted(graph[node]):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in on:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            group = []
            while True:
                last = stack.pop()
                on.discard(last)
                group.append(last)
                if last == node:
                    break
            if len(group) > 1:
                out.append(sorted(group))

    sys.setrecursionlimit(10_000)
    for node in sorted({n for edge in edges for n in edge}):
        if node not in index:
            visit(node)
    return sorted(out, key=len, reverse=True)


def between_tops(edges):
    """The same edges between top-level modules; the root itself stands for no module."""
    tops = defaultdict(set)
    for (a, b), names in edges.items():
        if a and b and a[0] != b[0]:
            tops[a[:1], b[:1]] |= names
    return dict(tops)


def counted(edges):
    """The edges without those between a module and the modules directly inside it."""
    return {(a, b): names for (a, b), names in edges.items() if a[:-1] != b and b[:-1] != a}


def show(title, edges, everything):
    word = lambda path: "::".join(path) or "(root)"
    if everything:
        for (a, b), names in sorted(edges.items()):
            print(f"{word(a)} -> {word(b)}: {', '.join(sorted(names))}")
    groups = circles(edges)
    print(f"{title}: {len(groups)} circles" if groups else f"{title}: no circle")
    for group in groups:
        print(f"  a circle of {len(group)}: {', '.join(map(word, group))}")
        for (a, b), names in sorted(edges.items()):
            if a in group and b in group:
                print(f"    {word(a)} -> {word(b)}: {', '.join(sorted(names))}")
    return groups


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("src")
    for flag in ("--top", "--edges", "--tests", "--quiet"):
        parser.add_argument(flag, action="store_true")
    parser.add_argument("--most", type=int, default=2)
    asked = parser.parse_args()
    crate = Crate(asked.src)
    edges = crate.edges(asked.tests)
    if asked.quiet:
        wrong = [group for group in circles(counted(edges)) if len(group) > asked.most]
        for group in wrong:
            print(f"{asked.src}: a circle of {len(group)}: {', '.join('::'.join(path) for path in group)}")
        return int(bool(wrong))
    show("top-level modules", between_tops(edges), asked.edges and asked.top)
    if asked.top:
        return 0
    groups = show("files", counted(edges), asked.edges)
    unread = sorted(set(crate.src.rglob("*.rs")) - crate.seen - {crate.src / "main.rs", crate.src / "lib.rs"})
    for file in unread:
        if "bin" not in file.relative_to(crate.src).parts:
            print(f"not reached from the root: {file}")
    return int(any(len(group) > asked.most for group in groups))


if __name__ == "__main__":
    sys.exit(main())
