import type { DocumentedRules } from '../agreement.ts';

const ONCE_PER_FUNCTION =
  'gcc 14 lists a line once per function that contains it and the producer counts each; unique lines count, covered when any of them ran';
const TWICE_NESTED =
  'the producer counts the lines of a nested class with each of its classes but lists them once; the lines that are listed count';
const NO_INSTRUCTIONS =
  'gcovr writes <line> without mi and ci, so that nothing says which lines ran; refused, not guessed';
const NO_FINAL_BREAK =
  'a profile has no end mark but the line break that every Go writer puts behind each block; without it the file may be cut, and blocks that are lost make it greener';

/** Every coverage report that we read otherwise than others state, on purpose, and what we say instead. */
export const COVERAGE_RULES: DocumentedRules = {
  'cobertura/2d931c31': {
    ours: 'lines 2/2',
    rule: 'lines that are listed under <methods> only count too; the bare recount looks under <class><lines>',
  },
  'cobertura/6dc9a11c': {
    ours: 'lines 1/2',
    rule: 'lines that are listed under <methods> only count too; the bare recount looks under <class><lines>',
  },
  'cobertura/cc26ed9b': {
    ours: 'lines 63/82, branches 2/4',
    rule: 'a line with hits is covered even when none of its branches is; it is shown as partial, and `partial: miss` counts it as missed',
  },
  'cobertura/d7ce36a7': { ours: 'lines 70/97, branches 4/8', rule: TWICE_NESTED },
  'cobertura/f1508e73': { ours: 'lines 17/17, branches 2/4', rule: ONCE_PER_FUNCTION },
  'clover/138ae10e': {
    ours: 'lines 71/97, branches 4/8',
    rule: `${TWICE_NESTED}; one line more is covered than in its Cobertura twin, because here it is listed as a method that ran`,
  },
  'clover/4413ed1d': { ours: 'lines 23/24', rule: ONCE_PER_FUNCTION },
  'clover/4cf5477f': { ours: 'lines 15/17', rule: ONCE_PER_FUNCTION },
  'gcovr-json/27a2db51': { ours: 'lines 17/17, branches 2/4', rule: ONCE_PER_FUNCTION },
  'go-cover/19892644': {
    ours: 'lines 4/4',
    rule: 'the profile itself is sound, its source file is nowhere: the gate refuses that by `max-unmatched`, not the reader',
  },
  'go-cover/a9c4c01a': { ours: 'E_TRUNCATED', rule: NO_FINAL_BREAK },
  'go-cover/bc0cf45a': { ours: 'E_TRUNCATED', rule: NO_FINAL_BREAK },
  'istanbul-json/3c09010f': {
    ours: 'E_UNKNOWN_FORMAT',
    rule: 'not an Istanbul report but one of JSCover (lineData, branchData), which we do not read',
  },
  'jacoco/2a7fbba1': { ours: 'E_MALFORMED', rule: NO_INSTRUCTIONS },
  'jacoco/39011f38': { ours: 'E_UNKNOWN_FORMAT', rule: 'an Ant build file, not a report' },
  'jacoco/48f1eeaf': { ours: 'E_MALFORMED', rule: NO_INSTRUCTIONS },
  'jacoco/5076bf61': { ours: 'E_MALFORMED', rule: NO_INSTRUCTIONS },
  'jacoco/6c3ff402': { ours: 'E_MALFORMED', rule: NO_INSTRUCTIONS },
  'jacoco/7fb0c314': { ours: 'E_MALFORMED', rule: NO_INSTRUCTIONS },
  'jacoco/87df5ed2': { ours: 'E_MALFORMED', rule: NO_INSTRUCTIONS },
  'jacoco/d554052a': { ours: 'E_MALFORMED', rule: NO_INSTRUCTIONS },
  'jacoco/e379ddc2': { ours: 'E_MALFORMED', rule: NO_INSTRUCTIONS },
  'lcov/33073997': {
    ours: 'lines 16/17, branches 7/8',
    rule: 'the other tool drops a record whose file is not in the checkout; a reader knows no checkout, the gate counts such a file and lists it as unmatched',
  },
  'lcov/62c7a2d7': {
    ours: 'E_MALFORMED',
    rule: 'the text EOF, left over from a shell script, follows the last record; what is not LCOV is refused',
  },
  'lcov/846a3fa7': {
    ours: 'E_UNKNOWN_FORMAT',
    rule: 'starts with a comment, which LCOV does not have; it holds no line either, so that both ways nothing passes',
  },
  'lcov/d15bab48': { ours: 'lines 15/17, branches 8/10', rule: ONCE_PER_FUNCTION },
  'luacov/daf376c4': {
    ours: 'lines 7/9',
    rule: 'its own summary says 7 hits and 2 missed, and so do its lines; the other tool loses one',
  },
  'opencover/861f34ec': {
    ours: 'branches 562/690',
    rule: 'its own summary, 769 of 922, is our count plus one branch a method (207 of 220) plus 12 of generated methods without a source line; the other tool leaves about half of the methods out',
  },
  'simplecov-resultset/9030e377': {
    ours: 'lines 2/3',
    rule: 'its one array is [null, 1, 1, 0]: three lines, two of them ran; null is no line',
  },
  'sonarqube-generic/7d879879': { ours: 'lines 70/97, branches 4/8', rule: TWICE_NESTED },
  'sonarqube-generic/c2777703': { ours: 'lines 23/24, branches 18/36', rule: ONCE_PER_FUNCTION },
};
