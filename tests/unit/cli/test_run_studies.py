"""`veje run --studie`: each study is run with its own file on one home; what is not new is not run again."""

from pathlib import Path

import pytest

from dagster_project.cli import run_studies as verb
from dagster_project.errors import DeliveryRefused
from dagster_project.settings import PROJECT_ROOT, Settings, load_settings

STUDIES = [PROJECT_ROOT / "data" / "seed" / "studier" / name for name in ("akf_2012.toml", "udvidet_2024.toml")]


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The studies that were run; a run of the test does nothing but say so."""
    names: list[str] = []

    def run(settings: Settings, _per: object) -> int:
        names.append(settings.study_file.stem)
        return 0

    monkeypatch.setattr(verb, "run_pipeline", run)
    monkeypatch.setattr(verb, "keep", lambda settings, _study: settings.home)
    monkeypatch.setattr(verb, "_is_kept", lambda *_: False)
    return names


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"VEJE_HOME": str(tmp_path)})


def test_every_study_is_run_in_the_order_given(settings: Settings, ran: list[str]) -> None:
    assert verb.run_studies(settings, STUDIES, None) == 0
    assert ran == ["akf_2012", "udvidet_2024"]
    assert (settings.studies_dir / "index.html").is_file()


def test_a_study_whose_edition_is_of_the_same_inputs_is_not_run(
    settings: Settings, ran: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(verb, "_is_kept", lambda _settings, study, _per: study.navn == "akf_2012")
    verb.run_studies(settings, STUDIES, None)
    assert ran == ["udvidet_2024"]
    assert "intet er nyt siden studiets udgave" in capsys.readouterr().out


def test_a_refused_delivery_is_told_after_every_study_has_run(
    settings: Settings, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = DeliveryRefused("alt", "ind/2010-06-30", "landing", "lever igen")

    def run(own: Settings, _per: object) -> int:
        ran.append(own.study_file.stem)
        raise refused

    monkeypatch.setattr(verb, "run_pipeline", run)
    monkeypatch.setattr(verb, "is_published", lambda *_: True)
    with pytest.raises(DeliveryRefused, match="ind/2010-06-30"):
        verb.run_studies(settings, STUDIES, None)
    assert ran == ["akf_2012", "udvidet_2024"]


def test_a_study_that_was_not_published_ends_the_verb(
    settings: Settings, ran: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(own: Settings, _per: object) -> int:
        ran.append(own.study_file.stem)
        raise DeliveryRefused("alt", "intet", "landing", "lever igen")

    monkeypatch.setattr(verb, "run_pipeline", run)
    with pytest.raises(DeliveryRefused):
        verb.run_studies(settings, STUDIES, None)
    assert ran == ["akf_2012"]
