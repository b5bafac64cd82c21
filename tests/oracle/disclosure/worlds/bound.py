"""As `smallest`, for what binds a table, its places and its pathways."""

from tests.oracle.disclosure.attacker.knowledge import FOUR
from tests.oracle.disclosure.worlds.cases import HERE, ONE, OTHER, active, column, number, share, trait
from tests.oracle.disclosure.worlds.smallest import WITHOUT_PATHWAY, Smallest, of

# What the other municipalities have not, this one has: a pathway that was found in all of them together.
POOLED = Smallest(
    [
        *trait(ONE, "civilstand", {"gift": 3, "ikke_gift": 27}),
        *trait(ONE, "civilstand", {"gift": 10, "ikke_gift": 10}, "silkeborg"),
        *trait(ONE, "civilstand", {"gift": 13, "ikke_gift": 37}, FOUR, "samlet"),
    ],
    of("civilstand", ONE, "gift"),
)
MUNICIPALITIES = Smallest(
    [
        *column("6.4", {"dagpenge": 3, "kontanthjaelp": 27}),
        *column("6.4", {"dagpenge": 10, "kontanthjaelp": 10}, "silkeborg"),
        *column("6.4", {"dagpenge": 13, "kontanthjaelp": 37}, FOUR),
    ],
    ("slut", "", HERE, "dagpenge"),
)
# The region has no more than the municipality has of the other, so no fewer than two of the wanted.
REGION = Smallest(
    [
        *column("5.3", {"kraeft": 3, "bevaegeapparat": 27}),
        *column("5.3", {"kraeft": 5, "bevaegeapparat": 28}, "region_midt"),
        number("5.3", "alle", HERE, 30),
        number("5.3", "alle", "region_midt", 33),
    ],
    ("diagnosegruppe", "", HERE, "kraeft"),
)
COUNTRY = Smallest(
    [
        *column("5.3", {"kraeft": 3, "bevaegeapparat": 27}, "region_midt"),
        *(cell for region in ("hovedstaden", "nordjylland", "sjaelland", "syddanmark")
          for cell in column("5.3", {"kraeft": 10, "bevaegeapparat": 10}, f"region_{region}")),
        *column("5.3", {"kraeft": 43, "bevaegeapparat": 67}, "alle_regioner"),
    ],
    ("diagnosegruppe", "", "region_midt", "kraeft"),
)  # fmt: skip
# Parts of a whole that is shown.
PARTS = Smallest(column("6.4", {"dagpenge": 3, "kontanthjaelp": 27}), ("slut", "", HERE, "dagpenge"))
# Two tables of the same cases: those refused for any reason are the refusals.
SAME = Smallest(
    [
        share("5.2", HERE, "tilkendelse", 50, 63),
        share("5.2", HERE, "afslag", 10, 63),
        share("5.2", HERE, "henlagt", 3, 63),
        number("5.2", HERE, "alle", 63),
        *column("5.4", {"arbejdsproevning": 5, "uden_henvisning": 5}),
        number("5.4", "alle", HERE, 10),
    ],
    ("afgoerelse", "", HERE, "henlagt"),
)
# Twelve are 44.4 per cent of 27 and of no other whole number under 30: a share tells its base.
BASE = Smallest([*WITHOUT_PATHWAY.cells, active(OTHER, 1, 12, 27, analysis="kommune")], WITHOUT_PATHWAY.wanted)
