"""What things are called, said once: report tables and municipalities. The ground floor: it imports nothing of ours."""
