"""The bot that callers write to (aiogram)."""
