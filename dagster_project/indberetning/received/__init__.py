"""What came back: files of receipts, read, judged and entered."""
