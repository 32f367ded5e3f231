import { type Asked, formatThreshold, type Params } from '@maturity-actions/criteria';
import { askedByInput, type Inputs, type PlanDomain, type PlanSubject } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';
import { type Stated, type UptimeChoice, uptimeChoice } from './uptime-settings.ts';

/** Kinds of check that this gate answers. */
const KINDS = new Set([
  'uptime-coverage',
  'uptime-deployment',
  'uptime-floor',
  'uptime-freshness',
  'uptime-interval',
  'uptime-outage',
  'uptime-sources',
]);

/** What staging-uptime-check asks beside the level. */
export function uptimeDomain(given: Inputs<typeof inputs>): PlanDomain<typeof inputs> {
  const choiceOf = ({ config, component }: PlanSubject): UptimeChoice => uptimeChoice(given, config, component);
  return {
    about: given.environment === undefined ? 'uptime' : `uptime of ${given.environment}`,
    example: 'threshold: 99.5',
    // What a level asks of production is no question to sources that watch staging.
    isOwn: ({ criterion, params }, subject) =>
      KINDS.has(criterion.check) &&
      (params.environment === undefined || params.environment === choiceOf(subject).environment),
    explicit: (_given, subject, ofLevel) => explicitCriteria(choiceOf(subject), ofLevel),
    standing: (_given, _isGit, stated) => (stated.length === 0 ? UNASKED : STANDING),
    explicitIds: ['uptime', 'uptime-coverage', 'uptime-fresh', 'longest-outage', 'deployment-age'],
  };
}

/** Criteria that inputs and maturity.yml state; one that the level asks as well keeps its id. */
function explicitCriteria(choice: UptimeChoice, ofLevel: readonly Asked[]): Asked[] {
  const idOf = (check: string, own: string): string =>
    ofLevel.find(({ criterion }) => criterion.check === check)?.criterion.id ?? own;
  const floor = {
    ...(choice.threshold ? { min: formatThreshold(choice.threshold.value) } : {}),
    ...(choice.window ? { window: choice.window.value } : {}),
    ...(choice.confidence ? { confidence: choice.confidence.value } : {}),
  };
  const hasFloor = ofLevel.some(({ criterion }) => criterion.check === 'uptime-floor');
  const where = (choice.threshold ?? choice.window ?? choice.confidence)?.where;
  return [
    ...(where !== undefined && (hasFloor || choice.threshold)
      ? [
          ask(
            { id: idOf('uptime-floor', 'uptime'), asks: 'Was it up for enough of the time?', check: 'uptime-floor' },
            floor,
            where,
          ),
        ]
      : []),
    ...stated(choice.minCoverage, ({ value }) => ask(COVERAGE, { min: formatThreshold(value) }, '')),
    ...stated(choice.maxOutage, ({ value }) => ask(OUTAGE, { max: value }, '')),
    ...stated(choice.maxStaleness, ({ value }) => ask(FRESH, { 'max-age': value }, '')),
    ...stated(choice.deployedSince, () =>
      ofLevel.some(({ criterion }) => criterion.check === 'uptime-deployment') ? undefined : ask(DEPLOYMENT, {}, ''),
    ),
  ];
}

function stated<T>(one: Stated<T> | undefined, make: (one: Stated<T>) => Asked | undefined): Asked[] {
  const asked = one && make(one);
  return one && asked ? [{ ...asked, origin: one.where }] : [];
}

interface Question {
  readonly id: string;
  readonly asks: string;
  readonly check: string;
}

const SOURCES: Question = { id: 'uptime-sources', asks: 'Did the sources answer?', check: 'uptime-sources' };
const FRESH: Question = { id: 'uptime-fresh', asks: 'Does somebody still look?', check: 'uptime-freshness' };
const COVERAGE: Question = {
  id: 'uptime-coverage',
  asks: 'Was enough of the window looked at?',
  check: 'uptime-coverage',
};
const OUTAGE: Question = { id: 'longest-outage', asks: 'Was no outage too long?', check: 'uptime-outage' };
const DEPLOYMENT: Question = {
  id: 'deployment-age',
  asks: 'Was it deployed for the whole window?',
  check: 'uptime-deployment',
};

function ask(question: Question, params: Params, origin: string): Asked {
  return askedByInput({ ...question, area: 'reliability' }, params, origin);
}

/** Whatever else is asked: the sources answer, and still look. */
const STANDING: readonly Asked[] = [SOURCES, FRESH].map((question) => ask(question, {}, 'every run'));

/** A component whose level asks nothing needs no source; one that is named has to answer all the same. */
const UNASKED: readonly Asked[] = [ask(SOURCES, { optional: true }, 'every run')];
