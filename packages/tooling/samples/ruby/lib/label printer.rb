# frozen_string_literal: true

require_relative 'tariff'

# One label per parcel.
class LabelPrinter
  def initialize(out)
    @out = out
  end

  def print(name, street = nil)
    @out << "#{name}\n"
    @out << (street || 'poste restante')
    self
  end

  def print_all(parcels)
    parcels.each do |parcel|
      print(*parcel)
    end
  end
end
