"""What the person on duty sees: open matters by date, how long cases take, how late decisions become known."""
