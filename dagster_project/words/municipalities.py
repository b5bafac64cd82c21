"""The key of a municipality in the tables, the one place where it is made."""

_SIGNS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", " ": "_", "-": "_"})


def municipality_key(name: str) -> str:
    """The key of a municipality: its name in lower case and ASCII, ``_`` for blank and hyphen.

    Everybody else reads it from the column ``noegle`` of `kode.kommune`, or of `studie.kommune`.
    """
    return name.strip().lower().translate(_SIGNS)
