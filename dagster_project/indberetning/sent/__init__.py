"""What was sent: records, layouts of files, the archive, the ledger and the identity of a record."""
