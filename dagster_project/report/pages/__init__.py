"""The pages of the report, one module for what each is about; `declared` lists them."""
