"""Studies that were odd once, or are at the edge of what a study file may say: all of them are published."""

from datetime import date

from tests.lib.random_country import Drawn
from tests.lib.small_world import ODDITIES, Country

FOUR = ("657", "661", "740", "791")
THIRTY = (
    *("101", "147", "151", "153", "155", "157", "159", "161", "163", "165", "167", "169", "173", "175", "183"),
    *("185", "187", "190", "201", "210", "217", "219", "223", "230", "240", "250", "253", "259", "260", "265"),
)
YEAR = (date(2008, 1, 1), date(2008, 12, 31))
DAY = (date(2008, 5, 6), date(2008, 5, 6))

NAMED: dict[str, Drawn] = {
    "8 kvartaler": (Country(1, *YEAR, FOUR, (20, 10, 10, 15), 8 * 13), {"kvartaler": 8}),
    "16 kvartaler, en kommune uden tilkendelser, sære rækker": (
        Country(2, *YEAR, FOUR, (20, 0, 10, 15), 16 * 13, odd=tuple(ODDITIES)),
        {"kvartaler": 16},
    ),
    "60 kvartaler, 30 kommuner, min_celle 3": (
        Country(3, *YEAR, THIRTY, tuple(nr % 9 for nr in range(30)), 60 * 13),
        {"kvartaler": 60, "min_celle": 3},
    ),
    "60 kvartaler, fire kommuner": (Country(4, *YEAR, FOUR, (30, 25, 20, 15), 60 * 13), {"kvartaler": 60}),
    "en kommune": (Country(5, *YEAR, ("657",), (60,), 260), {}),
    "to med tilkendelse, ingen medicin": (
        Country(6, *DAY, ("657",), (2,), 260, elsewhere=0, has_medicine=False),
        {"min_celle": 3},
    ),
    "en uge pr. kvartal, min_celle 10": (
        Country(7, *DAY, FOUR, (9, 8, 3, 1), 20),
        {"uger_pr_kvartal": 1, "min_celle": 10},
    ),
    "Christiansø": (Country(8, *YEAR, ("411", "400"), (3, 40), 260), {"region": "1084"}),
    "udvidet alfabet": (Country(9, *YEAR, FOUR, (20, 15, 10, 5), 260), {"alfabet": "tilstand_udvidet"}),
    "en dag": (Country(10, *DAY, FOUR, (20, 15, 10, 5), 260), {}),
}
