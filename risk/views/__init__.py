"""A message prepared for the risk model: cleaned, and its Latin letters read as Georgian or Russian."""

from risk.views.view import Kind, View, Viewer, views

__all__ = ["Kind", "View", "Viewer", "views"]
