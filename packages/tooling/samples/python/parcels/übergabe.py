"""Hand-over of a parcel to the neighbour."""

from contextlib import suppress


def receipt(name, *, signed):
    try:
        first, last = name.split()
    except ValueError:
        return "unreadable"
    finally:
        checked = True
    if checked and signed:
        return f"{last}, {first}"
    return f"{last}, {first} (not signed)"


def counted(names):
    signatures = 0
    for name in names:
        if not name:
            continue
        with suppress(ValueError):
            signatures += 1
    return signatures


class Locker:
    def __init__(self, size):
        self.size = size
        self.parcels = []

    def put(self, parcel):
        if len(self.parcels) >= self.size:
            return False
        self.parcels.append(parcel)
        return True

    async def open(self):
        parcels, self.parcels = self.parcels, []
        return parcels
