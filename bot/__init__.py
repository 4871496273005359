"""Bot: everything that knows Telegram, and nothing else does."""
