"""Where the keys come from, and what is said when they cannot."""

import stat
from pathlib import Path

import pytest

from dagster_project.errors import ConfigurationError
from dagster_project.keys import key_fingerprint, load_pseudonym_key, load_storage_key
from dagster_project.settings import Settings, load_settings


def settings_of(home: Path, environment: str = "udvikling") -> Settings:
    return load_settings({"VEJE_HOME": str(home), "VEJE_MILJOE": environment})


def test_in_development_a_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    settings = settings_of(tmp_path / "ny")
    key = load_pseudonym_key(settings)
    assert len(key) == 32
    assert load_pseudonym_key(settings) == key
    assert stat.S_IMODE(settings.key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.key_file.parent.stat().st_mode) == 0o700


def test_in_production_a_missing_key_is_an_error_and_none_is_made(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, "produktion")
    with pytest.raises(ConfigurationError, match="VEJE_NOEGLE_FIL"):
        load_pseudonym_key(settings)
    assert not settings.key_file.exists()


@pytest.mark.parametrize("content", ["", "ab", "z" * 64, "ab" * 33, "å" * 64])
def test_a_malformed_key_is_an_error_that_does_not_show_it(tmp_path: Path, content: str) -> None:
    settings = settings_of(tmp_path)
    settings.key_file.write_text(content)
    with pytest.raises(ConfigurationError) as caught:
        load_pseudonym_key(settings)
    assert not content or content not in str(caught.value)


def test_a_key_may_end_with_a_line_end_and_have_upper_case(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, "produktion")
    settings.key_file.write_text("AB" * 32 + "\r\n")
    assert load_pseudonym_key(settings) == b"\xab" * 32


def test_the_storage_key_lies_beside_the_other_and_is_another(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, "produktion")
    storage = load_storage_key(settings)
    assert settings.storage_key_file.parent == settings.key_file.parent
    assert (len(storage), load_storage_key(settings)) == (64, storage)


def test_a_storage_key_is_never_made_for_files_that_another_one_encrypted(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    settings.warehouse_dir.mkdir(parents=True)
    settings.warehouse_file.touch()
    with pytest.raises(ConfigurationError, match=r"lager\.duckdb er krypteret"):
        load_storage_key(settings)


def test_the_fingerprint_tells_keys_apart_without_telling_them() -> None:
    one, other = bytes(32), bytes(31) + b"\1"
    assert key_fingerprint(one) != key_fingerprint(other)
    assert key_fingerprint(one) not in one.hex()
