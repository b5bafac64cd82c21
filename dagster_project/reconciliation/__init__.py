"""The printed report held against what was computed, cell by cell and statement by statement."""
