"""What the report's running text says in figures, computed from the same tables."""
