"""What an operator does to a whole installation: say what a run is made from, forget old raw data."""
