"""What our code is, as one hash: the modules that a piece of work runs through, by what they do.

A changed rule must make a run do something; a changed comment, or a module that only writes documentation, must not
make a nation's deliveries be read again. So imports are followed from where the work begins, and neither comments nor
docstrings count.
"""

import ast
import hashlib
from collections.abc import Iterable
from functools import cache
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
            waiting += _read(file.read_bytes())[0]
            # Importing a module runs the packages it lies in.
            waiting += [name.rpartition(".")[0]] if "." in name else []
    return tuple(sorted(found))


def digest_of(root: Path, files: Iterable[Path]) -> str:
    """SHA-256 (hex) of ``files`` and their paths below ``root``: Python by what it does, anything else by its bytes."""
    digest = hashlib.sha256()
    for file in sorted(files):
        content = _read(file.read_bytes())[1] if file.suffix == ".py" else file.read_bytes()
        digest.update(f"{file.relative_to(root)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _file_of(root: Path, name: str) -> Path | None:
    """The file of a dotted name; None for what is no module of ours (a function, another package)."""
    if name.partition(".")[0] != PACKAGE:
        return None
    place = root.joinpath(*name.split("."))
    candidates = (place.with_suffix(".py"), place / "__init__.py")
    return next((file for file in candidates if file.is_file()), None)


@cache
def _read(source: bytes) -> tuple[tuple[str, ...], bytes]:
    """A module's imports, and its statements: parsing drops the comments, and docstrings are taken out.

    Kept by content: a run asks for the hash of the same files several times.
    """
    tree = ast.parse(source)
    imports: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imports += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            imports += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
    return tuple(imports), ast.dump(tree).encode()
