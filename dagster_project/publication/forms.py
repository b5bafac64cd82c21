"""Tables that are published coarser than the warehouse has them: what says too much of one person."""

# An exact age on an exact day is the day of birth, and with it the first six digits of the CPR number.
_FORMS = {
    ("forloeb", "maalgruppe"): """* EXCLUDE (afgoerelsesdato, alder),
        year(afgoerelsesdato) || 'K' || quarter(afgoerelsesdato) AS afgoerelseskvartal,
        floor(alder)::INTEGER AS alder"""
}


def published_form(database: str, schema: str, table: str) -> str:
    """The query that reads a table of the warehouse ``database`` as it is published."""
    return f'SELECT {_FORMS.get((schema, table), "*")} FROM "{database}"."{schema}"."{table}"'
