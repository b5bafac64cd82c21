"""What several declarations use: the person, the year, the municipality list, short names."""

from dagster_project.registers.spec import CodeList, Column, Kind, Presence

CELL, COLUMN, OPTIONAL = Presence.CELL, Presence.COLUMN, Presence.OPTIONAL

PERSON = Column("PNR", Kind.PNR, "Personnummer, ti cifre")
PERSON_KEY = Column("PNR", Kind.PNR, "Personnummer, ti cifre", key=True)
MUNICIPALITY = CodeList("kommune", "kom")
DIGITS_1_TO_6 = tuple("123456")
DIGITS_1_TO_8 = tuple("12345678")
FIRST_YEAR = 1980  # AAR: docs/contract/deliveries.md, rule 8
YEAR = Column("AAR", Kind.INTEGER, "Året", key=True, low=FIRST_YEAR, up_to_delivery_year=True)
