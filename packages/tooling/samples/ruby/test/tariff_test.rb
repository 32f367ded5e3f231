# frozen_string_literal: true

require_relative '../lib/tariff'

class TariffTest < Minitest::Test
  def test_prices_by_weight_and_zone
    assert_equal 499, Tariff.price(900)
    assert_equal 1508, Tariff.price(4000, zone: :union, insured: true)
  end

  def test_gives_a_discount_from_ten_parcels
    assert_equal 950, Tariff.discount(1000, 10)
  end
end
