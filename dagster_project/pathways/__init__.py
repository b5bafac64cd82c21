"""Pathways in the warehouse: sequences, groups, names, timing and pictures of a study."""
