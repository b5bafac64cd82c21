"""Colours that people with any common colour blindness tell apart (Okabe & Ito 2008), and what is hidden."""

HATCH = "url(#skravering)"
"""The fill of a part that disclosure control hides: a pattern, defined by the page and by each picture."""
HIDDEN = "skjult"
INK, FAINT, GRID = "#1b1f24", "#57606a", "#d0d7de"
CHOSEN, OTHERS = "#D55E00", "#8c959f"

SCENARIOS = {
    "tidlig": ("Først i forløbet", "#0072B2"),
    "loebende": ("Løbende", "#009E73"),
    "begge_ender": ("I begge ender", "#56B4E9"),
    "midt": ("Midt i forløbet", "#F0E442"),
    "sen": ("Sidst i forløbet", "#D55E00"),
    "ingen": ("Ingen foranstaltning", "#DDDDDD"),
}
"""Label and colour of each timing scenario, the coarse and the fine ones."""
SERIES = (
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000",
    # More than Okabe & Ito have: Paul Tol's, for studies of many pathways or municipalities.
    "#332288", "#999933", "#882255", "#44AA99", "#DDCC77", "#661100",
)  # fmt: skip
"""Colours of pathways and municipalities, in turn."""
PATTERN = (
    '<pattern id="skravering" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="#fff"/><rect width="2" height="6" fill="#8c959f"/></pattern>'
)
