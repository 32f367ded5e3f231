# frozen_string_literal: true

require 'simplecov'
require 'json'

# What SimpleCov itself says of the run, beside the result file that it writes.
class SummaryFormatter
  def format(result)
    files = result.files.to_h do |file|
      [file.filename, { line: [file.covered_lines.size, file.covered_lines.size + file.missed_lines.size],
                        branch: [file.covered_branches.size, file.total_branches.size],
                        missed: file.missed_lines.map(&:line_number) }]
    end
    File.write('summary.json', JSON.pretty_generate(files))
  end
end

SimpleCov.start do
  command_name ENV.fetch('SUITE', 'Minitest')
  enable_coverage :branch if ENV['BRANCH']
  track_files 'lib/**/*.rb'
  add_filter '/test/'
  formatter SummaryFormatter
end

require 'minitest/autorun'
%w[tariff label].each { |name| require_relative "#{name}_test" if ENV.fetch('ONLY', name) == name }
