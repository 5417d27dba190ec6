"""Figures of the machine that this runs on; never asserted, as they depend on it."""
