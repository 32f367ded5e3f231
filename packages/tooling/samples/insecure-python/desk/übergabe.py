"""Hands parcels over; its name is not ASCII."""

import sqlite3


def find(connection: sqlite3.Connection, owner: str):
    return connection.execute("SELECT * FROM parcels WHERE owner = '%s'" % owner)  # medium: SQL injection
