"""Keys, pseudonyms, the vault of CPR numbers, encrypted quarantine rows, and deletion by rewriting."""
