"""Stats: anonymous counters. Nothing here knows a person, a text or an identifier."""
