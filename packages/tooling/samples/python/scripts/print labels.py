"""Prints one label per line of the standard input."""

import sys


def label(line):
    name, _, street = line.partition(";")
    return f"[{name.strip()}] {street.strip()}" if street else f"[{name.strip()}]"


def main(lines):
    for line in lines:
        print(label(line))


if __name__ == "__main__":
    main(sys.stdin)
