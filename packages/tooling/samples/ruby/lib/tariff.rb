# frozen_string_literal: true

# Prices of parcels, in cents.
module Tariff
  STEPS = [[1000, 499], [5000, 699], [31_500, 1649]].freeze

  def self.price(grams, zone: :home, insured: false)
    _, cents = STEPS.find { |limit, _| grams <= limit }
    raise ArgumentError, "#{grams} g is too heavy" if cents.nil?

    case zone
    when :home then cents
    when :union
      cents = cents * 180 / 100
    else
      cents = cents * 320 / 100
    end
    insured ? cents + 250 : cents
  end

  def self.discount(cents, parcels)
    if parcels >= 100
      cents * 85 / 100
    elsif parcels >= 10
      cents * 95 / 100
    else
      cents
    end
  end

  # :nocov:
  def self.legacy_price(grams)
    400 + grams / 10
  end
  # :nocov:
end
