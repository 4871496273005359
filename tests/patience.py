"""How long a test waits for what it is sure will come.

A test waits for an event, never for time to pass: a machine that is ten times slower makes it slower and no
less true. Only a failing test waits to the end, so the wait may be long; on a machine that is busy with other
work a shorter one reports faults that are none.
"""

PATIENCE = 120.0  # seconds; only a failing test waits so long
# A pause of the code under test that must not be what ends a wait: whatever came, came without it.
AN_HOUR = 3600.0  # seconds
