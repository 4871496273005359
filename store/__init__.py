"""Store: the database, its tables, encryption, outbox and deadlines."""
