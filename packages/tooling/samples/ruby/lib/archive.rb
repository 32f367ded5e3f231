# frozen_string_literal: true

# Parcels of years gone by.
module Archive
  def self.before(parcels, year)
    parcels.select { |parcel| parcel.year < year }
  end
end
