"""Programs that were run once to make what is shipped; not part of the product."""
