"""Risk: what a message may say about the danger its writer, or somebody near them, is in."""
