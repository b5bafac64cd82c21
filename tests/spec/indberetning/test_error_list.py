"""What the error list shows of a case."""

from pathlib import Path

from tests.lib.reporting import GRANT, World


def test_an_error_list_holds_no_cpr_number_even_where_the_case_number_does(tmp_path: Path) -> None:
    world = World(tmp_path)
    number = world.pnr["p1"]
    for sagsid in (f"K{number}-7", f"K{number[:6]}-{number[6:]}", "K-1234567890"):
        world.put(GRANT, sagsid=sagsid, diag1=None)
    folder = world.export("2024-03").written[0]
    text = (folder.path / folder.folder.errors_name).read_text(encoding="utf-8")
    assert sorted(line.split(";")[1] for line in text.splitlines()[1:]) == [
        "K**********",
        "K**********-7",
        "K-1234567890",
    ]
