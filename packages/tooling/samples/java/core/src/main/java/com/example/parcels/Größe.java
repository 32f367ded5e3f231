package com.example.parcels;

/** The size of a parcel, in millimetres. */
public final class Größe {
    private final int length;
    private final int girth;

    public Größe(int length, int girth) {
        this.length = length;
        this.girth = girth;
    }

    public boolean bulky() {
        return length > 1_200 || length + girth > 3_000;
    }
}
