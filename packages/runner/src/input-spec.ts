import {
  ConfigurationError,
  type Failure,
  type Instant,
  nearest,
  type Percent,
  parseDuration,
  parseInstant,
  parsePercent,
} from '@maturity-actions/criteria';

/** What a workflow may state for one input. The one place for its name, type, default and texts. */
export interface InputField {
  readonly type:
    | 'text'
    | 'lines'
    | 'boolean'
    | 'integer'
    | 'percent'
    | 'choice'
    | 'instant'
    | 'tolerance'
    | 'limit'
    | 'duration';
  /** One or two sentences for the person who writes the workflow. */
  readonly description: string;
  /** Printed as the default; applied here and not in action.yml, so that "not stated" stays visible. */
  readonly default?: string;
  readonly choices?: readonly string[];
  readonly example: string;
  /** Never printed, masked in the log. */
  readonly isSecret?: boolean;
}

export type InputSpec = Readonly<Record<string, InputField>>;

/** A limit as a count of files or as a share of all. */
export type Tolerance = { readonly files: number } | { readonly percent: string };

interface Values {
  readonly text: string;
  readonly lines: readonly string[];
  readonly boolean: boolean;
  readonly integer: number;
  readonly percent: Percent;
  readonly choice: string;
  readonly instant: Instant;
  readonly tolerance: Tolerance;
  readonly limit: number | 'waived-only';
  /** As written, once it is known to be a span. */
  readonly duration: string;
}

type ValueOf<F extends InputField> = F extends { choices: readonly (infer C extends string)[] } ? C : Values[F['type']];

/** Typed inputs: undefined means the workflow did not state it and there is no default. */
export type Inputs<S extends InputSpec> = {
  readonly [K in keyof S]: S[K] extends { default: string } ? ValueOf<S[K]> : ValueOf<S[K]> | undefined;
};

/** Keeps the literal types of a spec. */
export function defineInputs<const S extends InputSpec>(spec: S): S {
  return spec;
}

/** How the runner names an input in the environment: only blanks become `_`. */
export function environmentName(input: string): string {
  return `INPUT_${input.replaceAll(' ', '_').toUpperCase()}`;
}

/**
 * Reads every input of the spec. The runner only warns of a mistyped input, and the gate would then
 * judge by a default: so unknown ones are errors here. Throws ConfigurationError with all problems.
 */
export function readInputs<S extends InputSpec>(
  spec: S,
  environment: NodeJS.ProcessEnv,
  getInput: (name: string) => string,
): Inputs<S> {
  const problems: Problem[] = [...unknownInputs(spec, environment)];
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(spec)) {
    const text = getInput(name) || field.default;
    if (text === undefined || text === '') continue;
    const value = PARSERS[field.type](text, field);
    if (value !== undefined) values[name] = value;
    else {
      const found = field.isSecret ? 'a value that cannot be read' : JSON.stringify(text.slice(0, 80));
      problems.push({
        code: 'E_BAD_INPUT',
        where: `input ${name}`,
        found,
        expected: expectation(field),
        fix: `Example: ${name}: ${field.example}`,
      });
    }
  }
  if (problems.length > 0) throw new ConfigurationError(...problems);
  return values as Inputs<S>;
}

type Problem = Omit<Failure, 'kind'>;

function* unknownInputs(spec: InputSpec, environment: NodeJS.ProcessEnv): Generator<Problem> {
  const names = Object.keys(spec);
  const known = new Set(names.map(environmentName));
  for (const variable of Object.keys(environment)) {
    if (!variable.startsWith('INPUT_') || known.has(variable)) continue;
    const name = variable.slice('INPUT_'.length).toLowerCase();
    const close = nearest(name, names);
    const fix = close ? `Did you mean ${close}?` : `Known inputs: ${names.join(', ')}.`;
    yield {
      code: 'E_UNKNOWN_INPUT',
      where: `input ${name}`,
      found: 'an input this action does not have',
      expected: 'a known input',
      fix,
    };
  }
}

const PARSERS: { readonly [T in InputField['type']]: (text: string, field: InputField) => Values[T] | undefined } = {
  text: (text) => text,
  lines: (text) => {
    const lines = text.split(/\r?\n/).map((line) => line.trim());
    return lines.filter((line) => line !== '' && !line.startsWith('#'));
  },
  boolean: (text) => ({ true: true, false: false })[text.toLowerCase()],
  integer: (text) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined),
  percent: (text) => {
    const percent = parsePercent(text);
    // 0.8 is a share of 1, as other tools want it: it must not pass as 0.8 %.
    return percent && (percent.num === 0 || percent.num >= percent.den) ? percent : undefined;
  },
  choice: (text, { choices = [] }) => choices.find((choice) => choice === text.toLowerCase()),
  instant: (text) => parseInstant(text),
  tolerance: (text) => parseTolerance(text),
  limit: (text) => (text === 'waived-only' ? text : /^\d{1,9}$/.test(text) ? Number(text) : undefined),
  duration: (text) => (parseDuration(text) === undefined ? undefined : text),
};

function parseTolerance(text: string): Tolerance | undefined {
  if (/^\d{1,9}$/.test(text)) return { files: Number(text) };
  return text.trim().endsWith('%') && parsePercent(text) ? { percent: text.replace('%', '').trim() } : undefined;
}

const EXPECTATIONS: Readonly<Record<InputField['type'], string>> = {
  text: 'text',
  lines: 'one value a line',
  boolean: 'true or false',
  integer: 'a whole number',
  percent: 'a percentage from 0 to 100 (80, not 0.8)',
  choice: 'one of the choices',
  instant: 'a date such as 2026-11-20, or an instant such as 2026-11-20T09:30:00Z',
  tolerance: 'a number of files such as 3, or a share such as 2%',
  limit: 'a whole number such as 0, or waived-only',
  duration: 'a span such as 24h or 7d',
};

function expectation(field: InputField): string {
  return field.choices ? `one of ${field.choices.join(', ')}` : EXPECTATIONS[field.type];
}
