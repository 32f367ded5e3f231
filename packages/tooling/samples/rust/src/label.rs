//! Labels of parcels.

use crate::tariff::{price, Zone};

pub struct Parcel<'a> {
    pub name: &'a str,
    pub street: Option<&'a str>,
    pub grams: u32,
}

impl Parcel<'_> {
    pub fn label(&self) -> String {
        let place = match self.street {
            Some(street) => street,
            None => "poste restante",
        };
        match price(self.grams, Zone::Home, false) {
            Ok(cents) => format!("{}, {} ({})", self.name, place, cents),
            Err(refused) => {
                let grams = refused.0;
                format!("{}: {} g is too heavy", self.name, grams)
            }
        }
    }
}
