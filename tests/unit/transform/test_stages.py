"""The stages cover the dbt project once."""

from pathlib import Path

import pytest

from dagster_project.settings import PROJECT_ROOT
from dagster_project.transform import STAGES, Stage

MODELS = PROJECT_ROOT / "dbt" / "models"


def folders(stage: Stage) -> list[str]:
    words = [word.removeprefix("fqn:veje.") for word in stage.select.split() if word.startswith("fqn:veje.")]
    return [word.replace(".", "/") for word in words]


@pytest.mark.parametrize("model", sorted(MODELS.rglob("*.sql")), ids=lambda file: file.stem)
def test_every_model_belongs_to_exactly_one_stage(model: Path) -> None:
    place = model.relative_to(MODELS).as_posix()
    assert len([stage for stage in STAGES for folder in folders(stage) if place.startswith(f"{folder}/")]) == 1


def test_stages_name_folders_that_exist() -> None:
    assert all((MODELS / folder).is_dir() for stage in STAGES for folder in folders(stage))


def test_code_lists_are_loaded_first() -> None:
    assert "resource_type:seed" in STAGES[0].select
    assert not any("resource_type:seed" in stage.select for stage in STAGES[1:])
