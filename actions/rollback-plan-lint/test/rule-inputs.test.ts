import { ConfigurationError } from '@maturity-actions/criteria';
import { readInputs } from '@maturity-actions/runner';
import { inputs } from '../src/inputs.ts';
import { ruleSettings, rulesAsked } from '../src/rule-inputs.ts';

const given = (values: Readonly<Record<string, string>>) => readInputs(inputs, {}, (name) => values[name] ?? '');

test('inputs that name no rule ask for none and change nothing', () => {
  expect(rulesAsked(given({}))).toEqual({});
  expect(ruleSettings(given({}))).toEqual({});
});

test('a figure asks for its rule and for what it is measured on', () => {
  expect(rulesAsked(given({ 'max-minutes': '10' }))).toEqual({
    'time-missing': 'error',
    'time-over-limit': { severity: 'error', limit: '10m' },
  });
  expect(rulesAsked(given({ 'tested-within': '4w' }))).toEqual({
    'tested-missing': 'error',
    'tested-stale': { severity: 'error', within: '4w' },
  });
});

test('what a figure is measured on may be ignored, the figure itself not', () => {
  expect(rulesAsked(given({ 'tested-within': '4w', ignore: 'tested-missing' }))).toEqual({
    'tested-stale': { severity: 'error', within: '4w' },
  });
  expect(() => rulesAsked(given({ 'tested-within': '4w', ignore: 'tested-stale' }))).toThrow(ConfigurationError);
});

test('rules are named one a line or with commas, once', () => {
  const asked = rulesAsked(given({ require: 'secret, placeholder\nsecret' }));
  expect(asked).toEqual({ secret: 'error', placeholder: 'error' });
});

test.each([
  { name: 'an unknown rule', values: { require: 'secrets-missing-from-plan' }, codes: ['E_UNKNOWN_KEY'] },
  { name: 'all unknown rules', values: { ignore: 'x-y-z, triger-missing' }, codes: ['E_UNKNOWN_KEY', 'E_UNKNOWN_KEY'] },
  { name: 'an inherited name', values: { ignore: 'constructor' }, codes: ['E_UNKNOWN_KEY'] },
  { name: 'only commas', values: { require: ',,' }, codes: ['E_BAD_INPUT'] },
  { name: 'a contradiction', values: { require: 'secret', ignore: 'secret' }, codes: ['E_BAD_INPUT'] },
])('$name is refused', ({ values, codes }) => {
  const attempt = () => {
    try {
      rulesAsked(given(values as unknown as Readonly<Record<string, string>>));
      return [];
    } catch (error) {
      return (error as ConfigurationError).failures.map(({ code }) => code);
    }
  };
  expect(attempt()).toEqual(codes);
});

test('inputs beat maturity.yml, and keep of it what they do not say', () => {
  const ofConfig = {
    'time-over-limit': { severity: 'off', options: { limit: '30m' }, where: 'maturity.yml:3' },
    'tested-stale': { severity: 'warning', where: 'maturity.yml:4' },
    placeholder: { severity: 'info', where: 'maturity.yml:5' },
    secret: { severity: 'warning', where: 'maturity.yml:6' },
    'step-order': { severity: 'info', where: 'maturity.yml:7' },
  } as const;
  const values = { 'max-minutes': '10', 'tested-within': '30d', require: 'secret', ignore: 'placeholder' };
  expect(ruleSettings(given(values), ofConfig)).toEqual({
    'time-over-limit': { severity: 'error', options: { limit: '10m' }, where: 'input max-minutes' },
    'tested-stale': { severity: 'warning', options: { within: '30d' }, where: 'input tested-within' },
    placeholder: { severity: 'off', options: {}, where: 'input ignore' },
    secret: { severity: 'error', options: {}, where: 'input require' },
    'step-order': { severity: 'info', where: 'maturity.yml:7' },
  });
});
