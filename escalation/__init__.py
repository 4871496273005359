"""Escalation: cases, from the moment somebody may be at risk to the counsellor who closes it."""
