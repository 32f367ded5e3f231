'use strict';

const assert = require('node:assert');
const { label } = require('../src/label printer.js');

describe('label', () => {
  it('names the street', () => {
    assert.equal(label({ name: 'Ada', street: 'Baker Street 1' }), 'Ada\nBaker Street 1');
  });

  it('marks bulky parcels', () => {
    assert.match(label({ name: 'Ada', street: 'Baker Street 1', size: '1300x20x20' }), /BULKY/);
  });
});
