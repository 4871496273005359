"""The bot that pages staff and takes their answers (python-telegram-bot). The callers' bot shares nothing."""
