"""One mutation per check: what spoils the healthy warehouse so that this check answers, and which others must too."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import polars as pl

from dagster_project.disclosure.control import AttackResult
from dagster_project.gates import GateContext

Change = Callable[[GateContext], dict[str, object]]
MUNICIPAL = "'herning', 'holstebro', 'silkeborg', 'viborg'"


@dataclass(frozen=True)
class Mutation:
    """``sql`` is run on the file named by ``on`` (`begge`: warehouse and new file), ``change`` alters the context.

    ``also``: checks that cannot hold either when this one fails, because they look at the same cells.
    """

    sql: str = ""
    on: str = "lager"
    change: Change | None = None
    also: frozenset[str] = field(default_factory=frozenset)


def _cell(model: str, setting: str, where: str, *also: str) -> Mutation:
    """Change cells of a tidy model: the recount always sees it too."""
    return Mutation(
        f"UPDATE intermediate.int_{model} SET {setting} WHERE {where}", also=frozenset({"genoptaelling", *also})
    )


def _report(setting: str, where: str, *also: str) -> Mutation:
    return Mutation(f"UPDATE marts.rapporttabel SET {setting} WHERE {where}", also=frozenset({"genoptaelling", *also}))


def _without_dream(number: int, *also: str) -> Mutation:
    """Person ``number`` has no DREAM row and no sequence."""
    return Mutation(
        f"""CREATE OR REPLACE VIEW staging.stg_dream AS FROM raa.dream WHERE linje <> {number + 1};
            DELETE FROM forloeb.kvartal WHERE person_id = md5('person {number}')""",
        also=frozenset(also),
    )


def _attacked(_: GateContext) -> dict[str, object]:
    return {"attack": lambda file: AttackResult(1, 12)}


def _damaged(context: GateContext) -> dict[str, object]:
    return {"new_rows": {**(context.new_rows or {}), "marts.tabel_5_1": 0}}


def _frame(name: str, spoil: Callable[[pl.DataFrame], pl.DataFrame]) -> Change:
    return lambda context: {"frames": {**context.frames, name: spoil(context.frames[name])}}


def apply(mutation: Mutation, files: dict[str, Path], context: GateContext) -> dict[str, object]:
    """Run the SQL of a mutation, and return what it changes in the context."""
    for place in ("lager", "ny") if mutation.on == "begge" else (mutation.on,):
        with duckdb.connect(str(files[place])) as con:
            con.execute(mutation.sql)
    return mutation.change(context) if mutation.change else {}


MUTATIONS: dict[tuple[str, str], Mutation] = {
    ("forloeb", "tabeller_erklaeret"): Mutation(
        "DELETE FROM marts.rapporttabel WHERE tabel = 'figur_2.2'", also=frozenset({"genoptaelling"})
    ),
    ("leverance", "karantaene_andel"): Mutation(
        """UPDATE kvalitet.raekkeregnskab SET raekker_i_fil = raekker_i_fil + 1, karantaene = 1 WHERE register = 'bef';
           INSERT INTO kvalitet.karantaene VALUES ('bef', DATE '2010-06-30', 'bef.csv', 9, 'pnr_format', 'PNR')"""
    ),
    ("leverance", "raekkeregnskab_balance"): Mutation(
        "UPDATE kvalitet.raekkeregnskab SET raekker_i_fil = raekker_i_fil + 1 WHERE register = 'bef'"
    ),
    ("leverance", "karantaene_linjer"): Mutation("DELETE FROM kvalitet.karantaene"),
    ("leverance", "leverance_uden_regnskab"): Mutation(
        "INSERT INTO kvalitet.leverance VALUES ('bef', DATE '2011-01-01', 'godtaget', '', 'bef.csv')"
    ),
    ("leverance", "leverancer_afvist"): Mutation(
        "INSERT INTO kvalitet.leverance VALUES ('bef', DATE '2011-01-01', 'afvist', 'manifest', 'bef.csv')"
    ),
    ("leverance", "raekker_i_kraft_fald"): Mutation(
        "UPDATE kvalitet.raekkeregnskab SET accepteret = accepteret * 2 WHERE register = 'bef'", on="foer"
    ),
    ("raa", "raa_som_regnskab"): Mutation("UPDATE raa.udda SET status = 'dublet' WHERE linje = 2"),
    ("raa", "noegle_entydig"): Mutation("UPDATE raa.udda SET person_id = (SELECT min(person_id) FROM raa.udda)"),
    ("raa", "person_id_form"): Mutation("UPDATE raa.lmdb SET person_id = '0101010000' WHERE linje = 2"),
    ("raa", "slaegtning_misdannet"): Mutation(
        "UPDATE kvalitet.slaegtning SET misdannede = 1 WHERE kolonne = 'E_FAELLE_ID'"
    ),
    ("raa", "slaegtning_kendt"): Mutation("UPDATE kvalitet.slaegtning SET kendte = 24 WHERE kolonne = 'MOR_ID'"),
    ("staging", "staging_som_raa"): Mutation(
        "CREATE OR REPLACE VIEW staging.stg_ind AS SELECT * FROM raa.ind WHERE aar > 2007"
    ),
    ("staging", "dream_koder_kendt"): Mutation(
        "UPDATE raa.dream_forloeb SET ydelsesforloeb = ydelsesforloeb || [{'kode': '000', 'uger': 1}] WHERE linje = 1"
    ),
    ("staging", "foranst_koder_kendt"): Mutation("UPDATE raa.amfora SET foranst = '99' WHERE linje = 6"),
    ("staging", "hfaudd_koder_kendt"): Mutation("UPDATE raa.udda SET hfaudd = '7777' WHERE linje = 2"),
    ("staging", "alder_plausibel"): Mutation("UPDATE raa.bef SET foed_dag = DATE '1890-01-02' WHERE linje = 2"),
    ("staging", "indkomst_plausibel"): Mutation("UPDATE raa.ind SET brutto = 1e9 WHERE linje = 2"),
    ("staging", "et_koen_en_foedselsdag"): Mutation(
        """INSERT INTO raa.bef BY NAME SELECT * REPLACE (DATE '2006-01-01' AS referencetid, '2' AS koen,
           foed_dag - 1 AS foed_dag) FROM raa.bef WHERE linje = 2"""
    ),
    ("staging", "afgoerelse_efter_leverance"): Mutation(
        "UPDATE raa.tilkendelsesregister SET afgdato = leverance + 1 WHERE linje = 2"
    ),
    ("staging", "foedselsaar_plausibelt"): Mutation(
        "UPDATE raa.bef SET foed_dag = DATE '1889-12-31' WHERE linje = 2", also=frozenset({"alder_plausibel"})
    ),
    ("staging_studie", "ydelser_til_boern"): Mutation(
        """UPDATE raa.dream_forloeb SET ydelsesforloeb = [{'kode': '730', 'uger': 1}, {'kode': '', 'uger': 929}]
           WHERE linje = 1;
           UPDATE raa.bef SET foed_dag = DATE '1976-08-10' WHERE linje = 2"""
    ),
    ("staging_studie", "uger_uden_for_livet"): Mutation(
        """UPDATE raa.dream_forloeb SET ydelsesforloeb = [{'kode': '', 'uger': 900}, {'kode': '999', 'uger': 10},
               {'kode': '730', 'uger': 20}] WHERE linje = 1"""
    ),
    ("staging_studie", "periode_daekket"): Mutation("DELETE FROM raa.amfora WHERE startdto < DATE '2004-01-01'"),
    ("staging_studie", "periode_tynd"): Mutation("DELETE FROM raa.foertidspension"),
    ("staging_studie", "maaneder_uden_raekker"): Mutation(
        "DELETE FROM raa.lmdb WHERE eksd BETWEEN DATE '2008-03-01' AND DATE '2008-03-31'"
    ),
    ("staging_studie", "aarets_daekning"): Mutation("UPDATE raa.ind SET aar = aar - 5"),
    ("marts", "maalgruppe_findes"): Mutation("DELETE FROM forloeb.maalgruppe; DELETE FROM forloeb.kvartal"),
    ("marts", "maalgruppe_entydig"): Mutation("INSERT INTO forloeb.maalgruppe FROM forloeb.maalgruppe LIMIT 1"),
    ("marts", "daekning"): Mutation("CREATE OR REPLACE VIEW staging.stg_udda AS FROM raa.udda WHERE linje > 20"),
    ("marts", "mangler_dream"): _without_dream(4),
    ("marts", "mangler_dream_studiet"): _without_dream(0, "mangler_dream"),
    ("marts", "uger_komplette"): Mutation(
        """UPDATE raa.dream_forloeb SET ydelsesforloeb = list_transform(
               ydelsesforloeb, lambda s: {'kode': CASE WHEN s.kode <> '' THEN s.kode END, 'uger': s.uger})
           WHERE linje = 5""",
    ),
    ("marts", "kvartal_personer"): Mutation("DELETE FROM forloeb.kvartal WHERE person_id = md5('person 0')"),
    ("marts", "en_tilstand_pr_kvartal"): Mutation(
        "DELETE FROM forloeb.kvartal WHERE person_id = md5('person 0') AND kvartal = 7"
    ),
    ("marts", "tilstande_kendt"): Mutation("UPDATE forloeb.kvartal SET tilstand = 'ukendt' WHERE kvartal = 7"),
    ("marts", "n_5_2_lig_5_1"): _cell("tabel_5_1", "antal = antal - 1", "raekke = 'alle' AND kolonne = 'herning'"),
    ("marts", "tilkendelser_mindst_4_1"): _cell(
        "tabel_5_2", "antal = 0", "kolonne = 'tilkendelse' AND statistik = 'n' AND raekke = 'herning'"
    ),
    ("marts", "n_4_1_lig_5_3_og_6_1"): _cell(
        "tabel_6_1", "antal = antal + 1", "raekke = 'alle' AND kolonne = 'herning'"
    ),
    ("marts", "n_6_8_lig_personer"): _cell(
        "tabel_6_8", "antal = antal + 1", "raekke = 'alle' AND kolonne IN ('herning', 'alle_fire_kommuner')"
    ),
    ("marts", "kommuner_sum"): _cell(
        "tabel_6_7", "antal = antal + 1", "statistik = 'n' AND kolonne = 'alle_fire_kommuner'"
    ),
    ("marts", "regioner_sum"): _cell("tabel_5_4", "antal = antal + 1", "statistik = 'n' AND kolonne = 'alle_regioner'"),
    ("marts", "andele_summer"): _cell(
        "tabel_5_3",
        "antal = antal - 1, vaerdi = 100.0 * (antal - 1) / grundlag",
        "statistik = 'percent' AND kolonne = 'herning' AND antal > 0",
    ),
    ("marts", "andel_af_grundlag"): _cell(
        "tabel_5_3", "vaerdi = vaerdi + 1", "statistik = 'percent' AND kolonne = 'herning'"
    ),
    ("marts", "celler_entydige"): Mutation(
        "INSERT INTO intermediate.int_tabel_6_1 FROM intermediate.int_tabel_6_1 WHERE raekke = 'alder' LIMIT 1"
    ),
    ("marts", "genoptaelling"): _cell("tabel_6_3", "vaerdi = vaerdi + 0.01", "raekke = 'bruttoindkomst'"),
    ("forloeb", "rapport_samler_kapitel_4_6"): Mutation(
        "UPDATE marts.rapporttabel SET vaerdi = vaerdi + 1 WHERE tabel = '6.1' AND raekke = 'alder'"
    ),
    ("forloeb", "klynger_sum"): Mutation(
        """DELETE FROM forloeb.gruppe WHERE "analyse" = 'samlet' AND person_id = md5('person 0')"""
    ),
    ("forloeb", "en_klynge_pr_person"): Mutation(
        "UPDATE forloeb.gruppe SET klynge = NULL WHERE person_id = md5('person 0')", also=frozenset({"mindste_klynge"})
    ),
    ("forloeb", "et_navn_pr_klynge"): Mutation("""UPDATE forloeb.gruppe SET klynge = 1 WHERE "analyse" = 'samlet'"""),
    ("forloeb", "mindste_klynge"): Mutation(
        """UPDATE forloeb.gruppe SET klynge = 3 WHERE "analyse" = 'samlet' AND person_id = md5('person 0')"""
    ),
    ("forloeb", "klynge_asw"): Mutation("UPDATE marts.klyngekvalitet SET asw = -0.1 WHERE kommune = '657'"),
    ("forloeb", "klynge_stikproever"): Mutation(
        "UPDATE marts.klyngeusikkerhed SET jaccard_middel = 0.7 WHERE kommune = '657'"
    ),
    ("forloeb", "klynge_stabilitet"): Mutation("UPDATE marts.klyngestabilitet SET ari_middel = 0.5"),
    ("forloeb", "forloebstype_andel_aendring"): Mutation(
        "UPDATE forloeb.gruppe SET forloebstype = 'loenmodtager_syg'", on="foer"
    ),
    ("forloeb", "n_7_lig_6_8"): _report(
        "antal = antal + 1, vaerdi = vaerdi + 1", "tabel = '7.4' AND statistik = 'n' AND kolonne = 'herning'"
    ),
    ("forloeb", "andele_summer"): _report(
        "antal = antal + 1, vaerdi = 100.0 * (antal + 1) / grundlag",
        "tabel = '7.2' AND statistik = 'percent' AND kolonne = 'herning' AND antal < grundlag",
    ),
    ("forloeb", "andel_af_grundlag"): _report("vaerdi = 101", "tabel = '7.2' AND statistik = 'percent'"),
    ("forloeb", "celler_entydige"): Mutation(
        "INSERT INTO marts.rapporttabel FROM marts.rapporttabel WHERE tabel = '7.1' LIMIT 1"
    ),
    ("forloeb", "genoptaelling"): _report("vaerdi = vaerdi + 0.5", "tabel = 'bilag_1_viborg' AND statistik = 'mean'"),
    ("forloeb", "genoptaelling_oevrige"): Mutation(
        "UPDATE marts.timing_scenarie SET antal = antal + 1 WHERE scenarie = 'ingen' AND kommune = '657'"
    ),
    ("forloeb", "timing_alle"): Mutation("DELETE FROM forloeb.timing WHERE person_id = md5('person 0')"),
    ("publicering", "tabeller_laesbare"): Mutation(change=_damaged),
    ("publicering", "tabeller_findes"): Mutation(
        "DROP TABLE marts.figur_2_2", on="ny", also=frozenset({"indhold_som_lager"})
    ),
    ("publicering", "indhold_som_lager"): Mutation("UPDATE marts.tabel_5_1 SET antal = 2", on="ny"),
    ("publicering", "cpr_i_tekst"): Mutation("UPDATE marts.tabel_5_1 SET etiket = 'se 010190-1234'", on="begge"),
    ("publicering", "diskretion_angreb"): Mutation(change=_attacked),
    ("publicering", "diskretion_tilbageholdt"): Mutation(
        "UPDATE kvalitet.diskretion SET tilbageholdt = true, grund = 'kunne ikke skjules'", on="begge"
    ),
    ("publicering", "release_diff_antal"): Mutation(
        "UPDATE marts.rapporttabel SET antal = antal * 2 WHERE statistik = 'n'", on="foer"
    ),
    ("publicering", "release_diff_celler"): Mutation(
        "DELETE FROM marts.rapporttabel WHERE tabel = '5.1' AND statistik = 'percent'", on="foer"
    ),
    ("publicering", "afstemning_afviger"): Mutation("UPDATE marts.afstemning SET status = 'afviger'", on="begge"),
    ("afsendelse", "poster_entydige"): Mutation(change=_frame("poster", lambda f: pl.concat([f, f.head(1)]))),
    ("afsendelse", "cpr_ti_cifre"): Mutation(
        change=_frame("poster", lambda f: f.with_columns(cpr=pl.lit(None, pl.String)))
    ),
    ("indberetning", "afgoerelser_som_staging"): Mutation(
        "INSERT INTO indberetning.afgoerelse FROM indberetning.afgoerelse WHERE sagsid = 'S7'"
    ),
    ("indberetning", "opslag_entydige"): Mutation(
        "INSERT INTO indberetning.indkomst FROM indberetning.indkomst LIMIT 1"
    ),
    ("indberetning", "afgoerelser_fald"): Mutation(
        change=_frame("forrige", lambda f: pl.DataFrame({"sagsid": [f"S{nr}" for nr in range(60)], "afgnr": [1] * 60}))
    ),
    ("afsendelse", "ingen_stop_i_filen"): Mutation(
        change=_frame("fejl", lambda f: f.with_columns(alvor=pl.lit("bekraeft")))
    ),
}
