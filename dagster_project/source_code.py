"""What our code is, as one hash: the modules that a piece of work runs through, by what they do.

A changed rule must make a run do something; a changed comment, or a module that only writes documentation, must not
make a nation's deliveries be read again. So imports are followed from where the work begins, and neither comments nor
docstrings count.
"""

import ast
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

PACKAGE = "dagster_project"


def reached_from(root: Path, *modules: str) -> tuple[Path, ...]:
    """The files that ``modules`` run through, themselves included, in order of their paths.

    Args:
        root: the folder that holds the package.
        modules: dotted names below `PACKAGE`. Imports inside functions count too; what a string names does not.

    Raises:
        FileNotFoundError: when one of ``modules`` is no module.
    """
    found: dict[Path, None] = {}
    waiting = list(modules)
    while waiting:
        name = waiting.pop()
        file = _file_of(root, name)
        if file is None:
            if name in modules:
                raise FileNotFoundError(name)
            continue
        if file not in found:
            found[file] = None
            waiting += _imports_of(file)
            # Importing a module runs the packages it lies in.
            waiting += [name.rpartition(".")[0]] if "." in name else []
    return tuple(sorted(found))


def digest_of(root: Path, files: Iterable[Path]) -> str:
    """SHA-256 (hex) of ``files`` and their paths below ``root``: Python by what it does, anything else by its bytes."""
    digest = hashlib.sha256()
    for file in sorted(files):
        content = _without_words(file) if file.suffix == ".py" else file.read_bytes()
        digest.update(f"{file.relative_to(root)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _file_of(root: Path, name: str) -> Path | None:
    """The file of a dotted name; None for what is no module of ours (a function, another package)."""
    if name.partition(".")[0] != PACKAGE:
        return None
    place = root.joinpath(*name.split("."))
    candidates = (place.with_suffix(".py"), place / "__init__.py")
    return next((file for file in candidates if file.is_file()), None)


def _imports_of(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _without_words(file: Path) -> bytes:
    """A module's statements: parsing drops the comments, and docstrings are taken out."""
    tree = ast.parse(file.read_bytes())
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
    return ast.dump(tree).encode()
