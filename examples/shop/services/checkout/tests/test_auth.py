import pytest

from checkout import auth

KEY = b"a key for the tests"


def test_knows_who_asks():
    assert auth.verify(auth.sign("ada", 2_000, KEY), KEY, 1_999) == "ada"


@pytest.mark.parametrize("token", ["", "YQ==", "%.x", auth.sign("ada", 2_000, b"another key")])
def test_refuses(token):
    with pytest.raises(auth.Refused):
        auth.verify(token, KEY, 0)


def test_refuses_an_expired_token():
    with pytest.raises(auth.Refused, match="expired"):
        auth.verify(auth.sign("ada", 2_000, KEY), KEY, 2_000)
