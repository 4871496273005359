"""A message prepared for the risk model: cleaned, and its Latin letters read as Georgian or Russian."""

from encoder.readings.reading import WHOLE_UP_TO, Kind, Reading, TextReader, readings

__all__ = ["WHOLE_UP_TO", "Kind", "Reading", "TextReader", "readings"]
