"""Every function that reads what people write, given what nobody would write: ``python -m tests.fuzz 10000``."""
