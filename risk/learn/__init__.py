"""Training of the risk model. Needs the extra `learn`; nothing here is imported at run time."""
