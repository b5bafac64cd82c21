"""What the pages answer, computed from the tables of an edition: differences, sizes, times, and the sentences."""
