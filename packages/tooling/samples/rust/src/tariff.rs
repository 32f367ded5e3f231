//! Prices, in cents.

#[derive(Debug, Clone, PartialEq)]
pub struct TooHeavy(pub u32);

pub enum Zone {
    Home,
    Union,
    World,
}

const STEPS: [(u32, u32); 3] = [(1_000, 499), (5_000, 699), (31_500, 1_649)];

pub fn price(grams: u32, zone: Zone, insured: bool) -> Result<u32, TooHeavy> {
    let base = STEPS
        .iter()
        .find(|(limit, _)| grams <= *limit)
        .map(|(_, cents)| *cents)
        .ok_or(TooHeavy(grams))?;
    let factor = match zone {
        Zone::Home => 100,
        Zone::Union => 180,
        Zone::World => 320,
    };
    let mut cents = base * factor / 100;
    if insured {
        cents += 250;
    }
    Ok(cents)
}

pub fn discount(cents: u32, parcels: u32) -> u32 {
    if parcels >= 100 {
        cents * 85 / 100
    } else if parcels >= 10 {
        cents * 95 / 100
    } else {
        cents
    }
}

pub fn refund(cents: i64) -> i64 {
    -cents
}
