"""Faults that somebody excused in a comment."""

import hashlib


def etag(text):
    return hashlib.md5(text.encode()).hexdigest()  # nosec B324 nosemgrep: broken-hash


def checksum(text):
    return hashlib.sha1(text.encode()).hexdigest()  # nosec
