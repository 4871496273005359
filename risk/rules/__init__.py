"""The rule files, one for each language, and the combinations that hold in every language."""
