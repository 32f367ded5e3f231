import type { Instant } from './instant.ts';
import { type Measurements, type Report, reportOutcome, type Subject } from './report.ts';
import type { Outcome, Verdict } from './verdict.ts';

/** One report over several components: a verdict per part, so that one red component makes it red. */
export function sumUp(
  gate: string,
  subject: Subject,
  parts: readonly Report[],
  measurements: Measurements,
  now: Instant,
): Report {
  const verdicts = parts.map(partVerdict);
  const outcome = reportOutcome(verdicts);
  const [first] = parts;
  return {
    schemaVersion: 1,
    gate,
    subject,
    model: first && parts.every(({ model }) => model === first.model) ? first.model : '',
    level: first && parts.every(({ level }) => level === first.level) ? first.level : '',
    asOf: now,
    passed: outcome === 'met',
    outcome,
    verdicts,
    warnings: [],
    measurements,
    parts,
  };
}

function partVerdict(part: Report): Verdict {
  const name = part.subject.component ?? part.subject.repository;
  const open = part.verdicts.filter(({ requirement, outcome }) => requirement === 'must' && isOpen(outcome));
  return {
    criterion: `component-${name}`,
    title: `Does ${name} meet its level?`,
    level: part.level,
    requirement: 'must',
    outcome: part.outcome,
    observed: open.length === 0 ? 'all criteria met' : `${open.length} of ${part.verdicts.length} criteria open`,
    required: part.level === '' ? 'its thresholds' : `${part.model} ${part.level}`,
    why: open.map(({ title, observed, required }) => `${title} ${observed}, required ${required}.`).join(' '),
    fix: open[0]?.fix ?? '',
    findings: [],
    from: [],
  };
}

const isOpen = (outcome: Outcome): boolean => outcome === 'unmet' || outcome === 'unknown';
