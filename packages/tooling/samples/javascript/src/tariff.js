'use strict';

const STEPS = [
  [1000, 499],
  [5000, 699],
  [31500, 1649],
];

const surcharges = { island: 1500, mountain: 700 };

function basePrice(grams) {
  for (const [limit, cents] of STEPS) {
    if (grams <= limit) return cents;
  }
  throw new RangeError(`${grams} g is too heavy`);
}

function price(grams, { zone = 'home', insured = false, place } = {}) {
  let cents = basePrice(grams);
  switch (zone) {
    case 'home':
      break;
    case 'union':
      cents = Math.round(cents * 1.8);
      break;
    default:
      cents = Math.round(cents * 3.2);
  }
  cents += insured ? 250 : 0;
  return cents + (surcharges[place] || 0);
}

const discount = (cents, parcels) => (parcels >= 100 ? cents * 0.85 : parcels >= 10 ? cents * 0.95 : cents);

/* istanbul ignore next */
function legacyPrice(grams) {
  return 400 + grams / 10;
}

function refund(cents) { if (cents > 0) { return -cents; } return 0; }

module.exports = { price, discount, legacyPrice, refund };
