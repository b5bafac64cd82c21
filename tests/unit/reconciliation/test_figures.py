"""From a question of the text to a figure: differences, extremes, ranks, and what cannot be answered."""

import pytest

from dagster_project.reconciliation.text.figures import Question, computed_figure
from dagster_project.reconciliation.text.measures import FOUR, Figure, Key

TOWNS = ("herning", "holstebro", "silkeborg", "viborg")
WOMEN = dict(zip([*TOWNS, "region_midt", "alle_regioner", FOUR], (40, 55, 55, 60, 50, 48, 52), strict=True))


def percent(table: str, row: str, place: str, value: float) -> dict[Key, Figure]:
    return {(table, row, place, "percent"): Figure(value, None, None)}


FACTS: dict[Key, Figure] = {
    ("6.1", "kvinder", place, "percent"): Figure(float(value), None, None) for place, value in WOMEN.items()
}


def answer(
    measure: str, *places: str, group: str = "alle", ranking: str | None = None, facts: dict[Key, Figure] = FACTS
) -> float | None:
    return computed_figure(facts, Question(measure, group, places, ranking), TOWNS)


@pytest.mark.parametrize(
    ("measure", "places", "figure"),
    [
        ("share_women", ("herning",), 40),
        ("diff_from_region_midt_share_women", ("herning",), -10),
        ("diff_from_alle_regioner_share_women", ("viborg",), 12),
        ("diff_from_mean_share_women", ("viborg",), 8),
        ("diff_holstebro_herning_share_women", ("holstebro", "herning"), 15),
        ("diff_viborg_herning_share_women", ("viborg", "herning"), 20),
        ("max_diff_share_women", (FOUR,), 20),
        ("diff_from_mean_share_women", ("aarhus",), None),
        ("diff_of_share_women", ("herning",), None),
    ],
)
def test_figures_and_differences(measure: str, places: tuple[str, ...], figure: float | None) -> None:
    assert answer(measure, *places) == figure


def test_a_difference_needs_both_sides_and_an_extreme_one_figure() -> None:
    one = percent("6.1", "kvinder", "herning", 40)
    assert answer("diff_from_region_midt_share_women", "herning", facts=one) is None
    assert (
        answer(
            "diff_from_region_midt_share_women",
            "viborg",
            facts=FACTS | {("6.1", "kvinder", "viborg", "percent"): Figure(None, None, None)},
        )
        is None
    )
    assert answer("max_diff_share_women", FOUR, facts=one) == 0
    assert answer("max_diff_share_women", FOUR, facts={}) is None


def test_a_zero_is_a_figure() -> None:
    facts = percent("6.1", "kvinder", "herning", 0) | percent("6.1", "kvinder", "region_midt", 5)
    assert answer("diff_from_region_midt_share_women", "herning", facts=facts) == -5
    facts = percent("6.1", "kvinder", "herning", 5) | percent("6.1", "kvinder", "region_midt", 0)
    assert answer("diff_from_region_midt_share_women", "herning", facts=facts) == 5
    assert answer("max_diff_share_women", FOUR, facts=facts | percent("6.1", "kvinder", "viborg", 0)) == 5


def test_a_pathway_is_held_against_everybody_of_its_municipality() -> None:
    facts = percent("bilag_2_herning", "psykofarmaka", "pendler", 60) | percent(
        "bilag_2_herning", "psykofarmaka", "alle", 45
    )
    assert answer("diff_from_mean_share_psykofarmaka", "herning", group="pendler", facts=facts) == 15


@pytest.mark.parametrize(
    ("ranking", "places", "rank"),
    [
        ("rank_desc", ("viborg",), 1),
        ("rank_desc", ("holstebro",), 3),  # as high as another: the lower place
        ("rank_desc", ("herning",), 4),
        ("rank_asc", ("herning",), 1),
        ("rank_asc", ("silkeborg",), 3),
        ("rank_asc", ("viborg",), 4),
        ("rank_desc_pair", ("holstebro", "silkeborg"), 2),
        ("rank_desc_pair", ("viborg", "herning"), 3),
        ("rank_asc_pair", ("herning", "silkeborg"), 2),
        ("rank_asc_pair", ("holstebro", "silkeborg"), 2),
    ],
)
def test_ranks_of_municipalities(ranking: str, places: tuple[str, ...], rank: int) -> None:
    assert answer("share_women", *places, ranking=ranking) == rank


def test_a_rank_needs_the_figure_of_whom_it_names_and_of_nobody_else() -> None:
    facts = FACTS | percent("6.1", "kvinder", "herning", 40)
    facts[("6.1", "kvinder", "silkeborg", "percent")] = Figure(None, None, None)
    assert answer("share_women", "holstebro", ranking="rank_desc", facts=facts) == 2
    assert answer("share_women", "silkeborg", ranking="rank_desc", facts=facts) is None
    assert answer("share_women", "holstebro", "silkeborg", ranking="rank_desc_pair", facts=facts) is None
    assert answer("no_such_measure", "herning", ranking="rank_desc") is None


def test_ranks_of_pathways_and_of_kinds() -> None:
    sizes = {
        ("7.2", name, FOUR, "n"): Figure(float(n), n, None) for name, n in (("pendler", 9), ("loenmodtager_syg", 12))
    }
    assert answer("n_persons", FOUR, group="pendler", ranking="rank_desc", facts=sizes) == 2
    assert answer("n_persons", FOUR, group="loenmodtager_syg", ranking="rank_desc", facts=sizes) == 1
    kinds = {
        ("7.5", kind, "viborg", "percent"): Figure(None, part, 30)
        for kind, part in (("vejledning", 9), ("fleksjob", 3))
    }
    kinds = {key: Figure(100 * (cell.part or 0) / 30, cell.part, 30) for key, cell in kinds.items()}
    for kind, rank in (("vejledning", 1), ("fleksjob", 2)):
        assert answer(f"share_measures_{kind}", "viborg", group="pendler", ranking="rank_desc", facts=kinds) == rank


def test_kinds_of_medicine_above_the_mean_of_the_four() -> None:
    facts: dict[Key, Figure] = {}
    for kind, own, mean in (("adhd", 5, 4), ("angst", 5, 5), ("hovedpine", 5, 6), ("hjerte", 1, 0)):
        facts |= percent("6.5", kind, "herning", own) | percent("6.5", kind, FOUR, mean)
    facts |= percent("6.5", "nowhere_else", "herning", 9) | percent("6.5", "adhd", "viborg", 9)
    facts |= percent("6.1", "adhd", "herning", 9)
    facts[("6.5", "alle", "herning", "n")] = Figure(30, 30, None)
    facts[("6.5", "unknown", "herning", "percent")] = Figure(None, None, None)
    facts |= percent("6.5", "unknown", FOUR, 0)
    assert answer("n_medicine_types_above_mean", "herning", facts=facts) == 2
    assert answer("n_medicine_types_above_mean", "herning", facts={}) is None


def test_the_ratio_of_two_diagnoses() -> None:
    facts = percent("5.3", "bevaegeapparat", "herning", 30) | percent("5.3", "psykiske_lidelser", "herning", 40)
    measure = "ratio_diagnosis_bevaegeapparat_to_psykiske"
    assert answer(measure, "herning", facts=facts) == 0.75
    assert answer(measure, "herning", facts=percent("5.3", "bevaegeapparat", "herning", 30)) is None
    assert answer(measure, "herning", facts=percent("5.3", "psykiske_lidelser", "herning", 30)) is None
    assert answer(measure, "herning", facts=facts | percent("5.3", "psykiske_lidelser", "herning", 0)) is None
