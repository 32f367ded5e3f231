"""The counter of a parcel desk."""
