"""`veje syntese` says what it wrote, and refuses what it cannot write before it draws anybody."""

from pathlib import Path

import pytest

from dagster_project.cli import synthetic
from dagster_project.errors import ConfigurationError


@pytest.mark.parametrize("form", ["veje", "dst"])
def test_it_tells_how_much_was_written(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def write(out: Path, *_: object) -> None:
        (out / "fil.csv").write_bytes(bytes(1_500_000))

    monkeypatch.setattr(synthetic, "write_dst" if form == "dst" else "write_deliveries", write)
    assert synthetic.write_synthetic(tmp_path / "ny" / "mappe", 1, "seed", form) == 0  # type: ignore[arg-type]
    assert "1 filer, 1,5 MB" in capsys.readouterr().out


def test_the_form_of_danmarks_statistik_has_one_scale(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="skala seed"):
        synthetic.write_synthetic(tmp_path / "ud", 1, "national", "dst")
    assert not (tmp_path / "ud").exists()


def test_a_folder_that_cannot_be_made_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="--ud"):
        synthetic.write_synthetic(tmp_path / "fil" / "ud", 1, "seed", "veje")
