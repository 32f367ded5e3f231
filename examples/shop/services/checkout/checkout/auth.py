"""Session tokens: who asks, until when, signed by this service."""

import base64
import hashlib
import hmac


class Refused(Exception):
    """The token does not prove who asks."""


def sign(customer, expires, key):
    payload = f"{customer}|{expires}"
    return f"{_encode(payload.encode())}.{_signature(payload, key)}"


def verify(token, key, now):
    body, dot, signature = token.partition(".")
    if not dot:
        raise Refused("no signature")
    try:
        payload = base64.urlsafe_b64decode(body).decode()
    except ValueError as error:
        raise Refused("unreadable") from error
    if not hmac.compare_digest(signature, _signature(payload, key)):
        raise Refused("wrong signature")
    customer, _, expires = payload.partition("|")
    if int(expires) <= now:
        raise Refused("expired")
    return customer


def _signature(payload, key):
    return _encode(hmac.new(key, payload.encode(), hashlib.sha256).digest())


def _encode(data):
    return base64.urlsafe_b64encode(data).decode()
