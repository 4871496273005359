"""Conversation: the one use case, from an inbound message to what is stored, said and raised."""
