# frozen_string_literal: true

require_relative '../lib/label printer'

class LabelTest < Minitest::Test
  def test_names_the_street
    out = +''
    LabelPrinter.new(out).print('Ada', 'Baker Street 1')
    assert_equal "Ada\nBaker Street 1", out
  end
end
