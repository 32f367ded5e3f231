'use strict';

const { Größe } = require('./größe.js');

function label(parcel) {
  const lines = [parcel.name];
  if (parcel.street) lines.push(parcel.street); else lines.push('poste restante');
  if (parcel.size && Größe.parse(parcel.size).bulky) {
    lines.push('BULKY');
  }
  return lines.join('\n');
}

async function printAll(parcels, print) {
  for (const parcel of parcels) {
    try {
      await print(label(parcel));
    } catch (error) {
      console.error(error);
    }
  }
}

module.exports = { label, printAll };
