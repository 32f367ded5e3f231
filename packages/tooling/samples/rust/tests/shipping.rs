use parcels::label::Parcel;
use parcels::tariff::{discount, price, Zone};

#[test]
fn prices_by_weight_and_zone() {
    assert_eq!(price(900, Zone::Home, false), Ok(499));
    assert_eq!(price(4_000, Zone::Union, true), Ok(1_508));
}

#[test]
fn gives_a_discount_from_ten_parcels() {
    assert_eq!(discount(1_000, 10), 950);
}

#[test]
fn labels_a_parcel() {
    let parcel = Parcel { name: "Ada", street: Some("Baker Street 1"), grams: 900 };
    assert_eq!(parcel.label(), "Ada, Baker Street 1 (499)");
}
