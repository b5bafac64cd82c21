"""What a record of the second reading holds, column by column, and how it is known by."""

import re
import uuid
from datetime import date

from tests.oracle.indberetning.reference_terms import Case, Register, authority, own_act

Row = tuple[str, ...]
Known = tuple[str, date, str | None, str]


def month_of(case: Case) -> str:
    return str(case["afgdato"])[:7]


def identity(case: Case) -> str:
    name = f"veje:indberetning:{authority(case) or ''}:{case['sagsid']}:{case['afgoerelse']}"
    name += f":{case['afgnr']}" if case["afgnr"] > 1 else ""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def event_of(case: Case) -> tuple[str, int]:
    return (case["sagsid"], case["afgnr"])


def facts_of(case: Case) -> str:
    return repr({name: value for name, value in sorted(case.items()) if name not in {"sagsbehandler", "leverance"}})


def known_of(content: Row) -> Known:
    """AFGOERELSE, AFGDATO, CPR number and authority of a record."""
    return content[8], date.fromisoformat(content[9]), content[2], content[0]


def in_list(row: Row) -> tuple[str | int, ...]:
    """By caseworker, case, number, rule, field."""
    return (row[5], row[1], int(row[2]), row[6], row[8], row[0])


def values(case: Case, register: Register) -> Row:
    """The columns of the record from ``myndighed`` on."""
    found = (
        *(authority(case), case["sagsbehandler"], case["cpr"], case["paabdato"], own_act(case, register)),
        *(case["lovgrundlag"], case["havde_ftp"], case["anledning"], case["afgoerelse"], case["afgdato"]),
        *(followed_team(case), followed_coordinator(case)),
        *("J" if case["afgoerelse"] in "THG" and case["revisionsdato"] else "N", case["revisionsdato"]),
        *(who(case[f"diag{number}"]) for number in (1, 2, 3)),
        case["ressourceforloeb"],
    )
    return tuple("" if value is None else str(value) for value in found)


def followed_team(case: Case) -> str:
    advice, code = case["rehabteam_indstilling"], case["afgoerelse"]
    if case["rehabteam_dato"] is None:
        return "IF"
    if not advice:
        return "IO"
    followed = advice != "T" if code == "A" else advice == code
    return "J" if followed else "N"


def followed_coordinator(case: Case) -> str:
    if case["sundkoord_dato"] is None:
        return "IR"
    if not case["sundkoord_vurdering"]:
        return "IO"
    return "J" if case["sundkoord_vurdering"] == case["afgoerelse"] else "N"


def who(code: str | None) -> str:
    """F20.0 and DF20.0 are F200; letters that SKS puts behind are not WHO's."""
    bare = (code or "").upper().replace(".", "")
    return re.sub(r"^D(?=[A-Z])", "", re.sub(r"(?<=[0-9])[A-Z]+$", "", bare))
