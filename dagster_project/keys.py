"""The two secrets: the pseudonymisation key and the key of the encrypted files.

Both are 32 bytes in hexadecimal in a file of mode 0600. Nothing else belongs here: what is done with the keys is
elsewhere, and no key is ever shown, not even in an error.
"""

import hashlib
import hmac
import os
import re
import secrets
from pathlib import Path

from dagster_project.errors import ConfigurationError
from dagster_project.settings import Settings

KEY_BYTES = 32


def load_pseudonym_key(settings: Settings) -> bytes:
    """The key of the person ids; made on first use in ``udvikling`` only.

    Raises:
        ConfigurationError: when the file is malformed or unreadable, or missing in ``produktion``.
    """
    if not settings.key_file.exists():
        if settings.is_production:
            raise ConfigurationError(
                "en fil med pseudonymiseringsnøglen (32 bytes, hex)",
                "filen findes ikke",
                f"{settings.key_file} (VEJE_NOEGLE_FIL)",
                "læg nøglefilen dér; i produktion dannes den aldrig af sig selv",
            )
        _create(settings.key_file)
    return _read(settings.key_file, "VEJE_NOEGLE_FIL")


def load_storage_key(settings: Settings) -> str:
    """The key of the encrypted files as 64 hex digits; made when nothing has been encrypted yet.

    Raises:
        ConfigurationError: when the file is malformed, or missing although encrypted files are there.
    """
    if not settings.storage_key_file.exists():
        written = [file.name for file in (settings.warehouse_file, settings.vault_file) if file.exists()]
        if written:
            raise ConfigurationError(
                "nøglen til de krypterede filer",
                f"filen findes ikke, men {' og '.join(written)} er krypteret med den",
                str(settings.storage_key_file),
                "læg nøglefilen tilbage, eller slet lageret og indlæs leverancerne igen",
            )
        _create(settings.storage_key_file)
    return _read(settings.storage_key_file, settings.storage_key_file.name).hex()


def key_fingerprint(key: bytes) -> str:
    """Sixteen hex digits that tell two keys apart and say nothing about either."""
    return hmac.new(key, b"veje: fingerprint of the key", hashlib.sha256).hexdigest()[:16]


def _create(file: Path) -> None:
    """Write a new random key, 0600 from its first byte on; another process that was faster wins."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    except OSError as error:
        raise ConfigurationError(
            "at nøglefilen kan dannes", type(error).__name__, str(file), "ret rettighederne til mappen"
        ) from None
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(secrets.token_hex(KEY_BYTES) + "\n")


def _read(file: Path, setting: str) -> bytes:
    try:
        text = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise _malformed(file, setting, type(error).__name__) from None
    if not re.fullmatch(f"[0-9A-Fa-f]{{{2 * KEY_BYTES}}}", text):
        raise _malformed(file, setting, f"{len(text)} tegn, som ikke er {2 * KEY_BYTES} hexcifre")
    return bytes.fromhex(text)


def _malformed(file: Path, setting: str, found: str) -> ConfigurationError:
    return ConfigurationError(
        f"{KEY_BYTES} bytes som {2 * KEY_BYTES} hexcifre", found, f"{file} ({setting})", "ret eller udskift nøglefilen"
    )
