package com.example.parcels.label;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.example.parcels.Größe;
import org.junit.jupiter.api.Test;

class LabelTest {
    @Test
    void namesTheStreet() {
        assertEquals("Ada\nBaker Street 1", new Label("Ada", "Baker Street 1").text(new Größe(300, 400)));
    }
}
