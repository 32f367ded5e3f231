from parcels import tariff
from parcels import übergabe


def test_prices_by_weight_and_zone():
    assert tariff.price(900) == 499
    assert tariff.price(4_000, "union", insured=True) == 1_508


def test_sums_an_invoice():
    assert tariff.invoice([(499, 1), (699, 10)]) == 7_139


def test_writes_a_receipt():
    assert übergabe.receipt("Ada Lovelace", signed=True) == "Lovelace, Ada"
    assert übergabe.receipt("Ada", signed=True) == "unreadable"


def test_counts_signatures():
    assert übergabe.counted(["Ada", "Grace"]) == 2


def test_a_locker_takes_a_parcel():
    assert übergabe.Locker(1).put("book")
