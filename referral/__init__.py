"""Referral: the directory of real services."""
