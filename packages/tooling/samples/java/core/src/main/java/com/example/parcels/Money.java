package com.example.parcels;

import java.util.List;

/** An amount, in cents. */
public record Money(long cents) {
    public Money plus(Money other) {
        return new Money(cents + other.cents);
    }

    public static Money sum(List<Money> all) {
        return all.stream().reduce(new Money(0), (left, right) -> left.plus(right));
    }

    static final class Format {
        String of(Money money) {
            if (money.cents < 0) {
                return "-" + of(new Money(-money.cents));
            }
            return money.cents / 100 + "." + money.cents % 100;
        }
    }
}

final class Rounding {
    private Rounding() {
    }

    static long up(long cents) {
        return (cents + 4) / 5 * 5;
    }
}
