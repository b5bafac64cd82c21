"""Heavy measurements: each module has `main()`, prints what it compares with, and never asserts on absolute time."""
