"""The shapes on the wire, by who uses them. The front end's types are generated from these."""
