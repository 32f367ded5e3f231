"""Prints labels. Every call below is wrong on purpose."""

import hashlib
import pickle  # low: any use of pickle is worth a look
import subprocess  # low: as is any use of subprocess
import tempfile

import yaml


def fingerprint(text):
    return hashlib.md5(text.encode()).hexdigest()  # high: broken hash


def print_label(path):
    subprocess.run("lp " + path, shell=True)  # high: shell injection


def tariff(path):
    with open(path) as file:
        return yaml.load(file, Loader=yaml.Loader)  # medium: arbitrary objects


def parcel(data):
    return pickle.loads(data)  # medium: arbitrary objects


def price(formula):
    return eval(formula)  # medium: arbitrary code


def scratch():
    return tempfile.mktemp()  # medium: a race for the file


def weight(parcels):
    assert parcels, "nothing to weigh"  # low: gone under -O
    try:
        return sum(parcels)
    except Exception:  # low: hides every error
        pass
