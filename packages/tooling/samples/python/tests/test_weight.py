import runpy

import pytest

from parcels import weight


@pytest.mark.parametrize("text, grams", [("1.5 kg", 1500), (" 300 g ", 300)])
def test_parses_both_units(text, grams):
    assert weight.parse(text) == grams


def test_refuses_what_no_carrier_takes():
    with pytest.raises(weight.TooHeavy) as refused:
        weight.parse("40 kg")
    assert refused.value.grams == 40_000


def test_finds_the_heaviest():
    assert weight.heaviest([200, 900, 100]) == 900


def test_prints_labels():
    script = runpy.run_path("scripts/print labels.py")
    assert script["label"]("Ada;Baker Street 1") == "[Ada] Baker Street 1"
