'use strict';

function archive(parcels, year) {
  return parcels.filter((parcel) => parcel.year < year);
}

module.exports = { archive };
