"""Registers what the tests share."""

pytest_plugins = ["tests.project.services", "tests.project.tiers", "tests.fixtures"]
