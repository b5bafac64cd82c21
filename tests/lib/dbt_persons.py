"""The persons of the dbt tests. Each is here for a reason that its comment says.

anna    Herning: granted 1 Feb 2008 on her 40th birthday; with everything: sequence, measures, medicine, parent
bo      København: granted there first, and again in Herning; no row in BEF, no DREAM
carl    abroad (BOPKOM 000): in the target group, in no column
dora    Herning: refused; so she is of the other citizens
erik    København: undecided, by the date of the request
finn    Herning: granted by Udbetaling Danmark, so no application; he is of the other citizens
gerda   granted 1999 in Herning: only in figure 2.2
hans    Herning: granted, 62 years: too old for the tables of medicine; no sequence
"""

from datetime import date

DAY = date(2008, 2, 1)


def _sag(sagsid: str, person: str, kom: str, afgoerelse: str, dag: date | None, **more: str) -> dict[str, object]:
    row: dict[str, object] = {
        "sagsid": sagsid,
        "person_id": person,
        "bopkom": kom,
        "afgoerelse": afgoerelse,
        "grundlag": "1",
    }
    return row | {"ansdato": date(2008, 1, 2) if dag is None else dag, "afgdato": dag} | more


def _bef(person: str, foedt: date, koen: str, kom: str = "657", **more: str) -> dict[str, object]:
    row: dict[str, object] = {
        "person_id": person,
        "referencetid": date(2008, 1, 1),
        "foed_dag": foedt,
        "koen": koen,
        "kom": kom,
    }
    return row | {"ie_type": "1", "civst": "U"} | more


def _koeb(person: str, dag: date, atc: str, apk: float = 1) -> dict[str, object]:
    return {"person_id": person, "eksd": dag, "atc": atc, "apk": apk}


def _foranst(person: str, art: str, fra: date, til: date) -> dict[str, object]:
    return {"person_id": person, "foranst": art, "startdto": fra, "slutdto": til}


REGISTERS: dict[str, list[dict[str, object]]] = {
    "tilkendelsesregister": [
        _sag("s1", "anna", "657", "T", DAY, diag1="DF32.9"),
        _sag("s2", "bo", "101", "T", date(2008, 2, 15), diag1="", grundlag="2"),
        _sag("s3", "bo", "657", "T", date(2008, 3, 1), diag1="M54"),
        _sag("s4", "carl", "000", "T", DAY, diag1="F32"),
        _sag("s5", "dora", "657", "A", date(2008, 1, 10), afslagsgrund="2"),
        _sag("s6", "erik", "101", "I", None),
        _sag("s7", "finn", "657", "T", DAY, myndighed="UDK"),
        _sag("s8", "gerda", "657", "T", date(1999, 5, 1)),
        _sag("s9", "hans", "657", "T", DAY, diag1="I21"),
        _sag("s10", "anna", "657", "F", date(2008, 5, 1)),
        _sag("s11", "dora", "657", "T", DAY) | {"status": "erstattet"},
    ],
    "bef": [
        _bef("anna", date(1968, 2, 1), "2", ie_type="2", civst="G", e_faelle_id="x", mor_id="mor", far_id="far"),
        _bef("dora", date(1978, 1, 1), "2", mor_id="mor"),
        _bef("finn", date(1948, 1, 1), "1"),
        _bef("hans", date(1945, 8, 1), "1", civst="P"),
        _bef("carl", date(1968, 2, 1), "1"),
        _bef("inge", date(1993, 1, 2), "2"),  # 14 years on the reference date: in no group
        _bef("jens", date(1988, 1, 1), "1", kom="461"),  # 20 years, but lives elsewhere
    ],
    "udda": [{"person_id": "anna", "hfaudd": "4333", "hf_vfra": date(2008, 2, 1)}],
    "ind": [
        {"person_id": "anna", "aar": 2008, "brutto": 200000.0},
        {"person_id": "hans", "aar": 2008, "brutto": 100000.5},
    ],
    "idap": [{"person_id": "anna", "aar": 2008, "arledgr": 55.0}],
    "foertidspension": [{"person_id": "far", "fra": date(2007, 12, 31), "til": None}],
    "lmdb": [
        _koeb("anna", date(2007, 6, 1), "N06AB04"),
        _koeb("anna", date(2007, 6, 2), "N06BA04"),
        _koeb("anna", date(2008, 2, 1), "C07AB02"),  # on the index date
        _koeb("hans", date(2007, 6, 1), "N05BA01"),
        _koeb("dora", date(2007, 6, 1), "A02BC01"),
        _koeb("dora", date(2007, 6, 3), "A02BC02", -1),  # brought back
    ],
    "amfora": [
        _foranst("anna", "1", date(2007, 1, 1), date(2007, 1, 31)),
        _foranst("anna", "1", date(2007, 2, 7), date(2007, 2, 28)),  # seven days after: the same
        _foranst("anna", "6", date(2007, 3, 1), date(2007, 3, 31)),
        _foranst("anna", "11", date(2007, 4, 1), date(2007, 4, 30)),  # not in LAB
        _foranst("hans", "1", date(2008, 1, 27), date(2008, 2, 28)),  # the last day before the week of the grant
        _foranst("bo", "1", date(2008, 2, 11), date(2008, 2, 28)),  # the Monday of the week of the grant
    ],
}

QUARTERS = [("anna", k, "loenmodtager") for k in range(1, 13)]
QUARTERS += [("anna", k, "sygedagpenge") for k in range(13, 20)] + [("anna", 20, "ingen_ydelse")]
QUARTERS += [("carl", k, "kontanthjaelp") for k in range(1, 21)]

GROUPS = [("anna", "samlet", "657", 1, "pendler"), ("anna", "kommune", "657", 1, "loenmodtager_syg")]
