'use strict';

const assert = require('node:assert');
const { price, discount, refund } = require('../src/tariff.js');

describe('tariff', () => {
  it('prices by weight', () => {
    assert.equal(price(900), 499);
    assert.equal(price(4000, { insured: true, place: 'island' }), 2449);
  });

  it('charges more abroad', () => {
    assert.equal(price(900, { zone: 'union' }), 898);
  });

  it('gives a discount from ten parcels', () => {
    assert.equal(discount(1000, 10), 950);
    assert.equal(discount(1000, 1), 1000);
  });

  it('refunds', () => {
    assert.equal(refund(100), -100);
  });
});
