//! Parcels: tariffs and labels.

pub mod label;
pub mod tariff;

/// The heaviest of some weights, whatever their unit.
pub fn heaviest<T: PartialOrd + Copy>(weights: &[T]) -> Option<T> {
    let mut best = *weights.first()?;
    for &weight in weights {
        if weight > best {
            best = weight;
        }
    }
    Some(best)
}

pub fn archive(years: &[u16], before: u16) -> Vec<u16> {
    years.iter().copied().filter(|year| *year < before).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_heaviest() {
        assert_eq!(heaviest(&[200, 900, 100]), Some(900));
        assert_eq!(heaviest::<f64>(&[]), None);
    }
}
