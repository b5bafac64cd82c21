"""A label inside a sentence or a title."""


def within(label: str) -> str:
    """A label as it is written inside: ``ADHD-medicin`` stays, ``Pendleren`` is ``pendleren``."""
    return label[0].lower() + label[1:] if label[1:2].islower() else label
