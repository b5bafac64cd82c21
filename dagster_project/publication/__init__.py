"""What is done with finished figures: holding them against the printed report, and publishing them as generations.

No figure is computed here, and nothing here imports dagster.
"""
