package com.example.parcels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TariffTest {
    private final Tariff tariff = new Tariff();

    @Test
    void pricesByWeightAndZone() {
        assertEquals(499, tariff.price(900, Tariff.Zone.HOME, false));
        assertEquals(1_508, tariff.price(4_000, Tariff.Zone.UNION, true));
    }

    @Test
    void sumsMoney() {
        assertEquals(new Money(3), Money.sum(List.of(new Money(1), new Money(2))));
        assertEquals("4.99", new Money.Format().of(new Money(499)));
    }

    @Test
    void aLongParcelIsBulky() {
        assertTrue(new Größe(1_300, 400).bulky());
    }
}
