"""Row by row: parsed, judged by the rules, accepted or sent to quarantine."""
