"""Parcels: weights, tariffs and hand-over."""
