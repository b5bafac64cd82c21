"""What a delivery's stored rows depend on, as one hash: when it is the same, the delivery is not read again."""

import hashlib
import json
from functools import cache

from dagster_project.ingest.door.delivery import JudgedDelivery
from dagster_project.ingest.mapping.declared import RegisterMapping
from dagster_project.keys import key_fingerprint
from dagster_project.registers.codelists import code_list_path
from dagster_project.registers.spec import CodeList, RegisterSpec
from dagster_project.settings import PROJECT_ROOT, Settings
from dagster_project.source_code import PACKAGE, digest_of, reached_from
from dagster_project.study import Study

_BEGIN = "dagster_project.ingest.register"
# What decides a stored row: reading, judging, declaring, pseudonymising. Settings, locks and errors do not.
_ROOMS = ("registers", "ingest", "privacy", "keys.py")


def door_fingerprint(spec: RegisterSpec, mapping: RegisterMapping, settings: Settings, study: Study, key: bytes) -> str:
    """Hash of what counts for every delivery of a register: declaration, mapping, code, code lists, key, numbers."""
    lists = {one.name: _hash(code_list_path(settings, one.name).read_bytes()) for one in code_lists(spec)}
    said = [repr(spec), repr(mapping), _code(), lists, key_fingerprint(key), study.pnr_format]
    return _hash(json.dumps(said).encode())


def delivery_fingerprint(verdict: JudgedDelivery, door: str) -> str:
    """Hash of a delivery's content (the manifest is part of it), a colon, and ``door``."""
    content = _hash(json.dumps([verdict.leverance.isoformat(), sorted(verdict.digests.items())]).encode())
    return f"{content}:{door}"


def same_content(one: str, other: str) -> bool:
    """Whether two fingerprints are of the same files, however they were read."""
    return one.partition(":")[0] == other.partition(":")[0]


def code_lists(spec: RegisterSpec) -> list[CodeList]:
    """Code lists that the register's rows are held against or repaired by, in order of their names."""
    lists = {column.repair for column in spec.columns if column.repair} | ({spec.weeks} if spec.weeks else set())
    return sorted(lists, key=lambda one: one.name)


@cache
def _code() -> str:
    """Hash of the source that reads deliveries: other code may read them otherwise."""
    package = PROJECT_ROOT / PACKAGE
    files = reached_from(PROJECT_ROOT, _BEGIN)
    return digest_of(PROJECT_ROOT, [file for file in files if file.relative_to(package).parts[0] in _ROOMS])


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
