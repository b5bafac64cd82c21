"""Mutation testing of what must not fail: disclosure control, statements of the text, inputs of a run."""
