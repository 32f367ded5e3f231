package com.example.parcels.label;

import com.example.parcels.Größe;
import com.example.parcels.Tariff;

/** What is printed on a parcel. */
public final class Label {
    private final String name;
    private final String street;

    public Label(String name, String street) {
        this.name = name;
        this.street = street;
    }

    public String text(Größe size) {
        StringBuilder text = new StringBuilder(name);
        if (street != null && !street.isBlank()) text.append('\n').append(street);
        if (size.bulky()) {
            text.append("\nBULKY");
        }
        return text.toString();
    }

    public String priced(Tariff tariff, int grams) {
        try {
            return name + ": " + tariff.price(grams, Tariff.Zone.HOME, false);
        } catch (IllegalArgumentException refused) {
            return name + ": " + refused.getMessage();
        }
    }
}
