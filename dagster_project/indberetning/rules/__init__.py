"""The law of reporting: the table of rules, the facts they see, their predicates and dated lists."""
