"""What a message is about and what is asked for: a catalogue of intents, and their recognition."""
