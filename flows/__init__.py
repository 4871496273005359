"""Flows: scripted conversations as data, and the pure engine that walks them."""
