"""Why an extraction is what it is: the number ledger, a fact, a passage; all from what the steps left in a trace."""
