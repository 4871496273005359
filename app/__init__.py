"""App: settings, wiring and the processes that run."""
