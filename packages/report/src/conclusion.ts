import type { Report, Verdict } from '@maturity-actions/criteria';
import {
  counted,
  criterionName,
  isBlocking,
  isOpen,
  levelName,
  ownVerdicts,
  subjectName,
  verdictWord,
} from './wording.ts';

/** The report in one or two sentences: what decides, how far it is, what else is open. Not escaped. */
export function conclusion(report: Report): string {
  const sentences = report.parts ? [partsSentence(report.parts), ...ownSentence(report)] : [verdictSentence(report)];
  return sentences.join(' ');
}

/** `Line coverage is 78.41 % (1,568 of 2,000); component production requires line >= 80 %. 32 more lines.` Not escaped. */
export function unmetSentence(verdict: Verdict, level: string): string {
  const name = criterionName(verdict);
  const verb = name.endsWith('s') ? ' are ' : ' is ';
  const isShare = /^\d[\d.,]* %/.test(verdict.observed);
  const observed = verdict.observed === '' ? ' not met' : `${isShare ? verb : ': '}${verdict.observed}`;
  const required =
    verdict.required === ''
      ? ''
      : `; ${level} ${level.startsWith('the stated ') ? 'require' : 'requires'} ${verdict.required}`;
  return `${name}${observed}${required}.${missingSentence(verdict)}`;
}

/** `Reports complete: unknown. coverage.xml: ...`. Not escaped. */
export function unknownSentence(verdict: Verdict): string {
  const reason = verdict.why || verdict.observed;
  if (verdict.criterion === 'configuration') return `Not configured: ${endSentence(reason)}`;
  return `${criterionName(verdict)}: unknown. ${endSentence(reason)}`.trimEnd();
}

/** The text with a full stop unless it ends a sentence already, or with the row of a table that people copy. */
export function endSentence(text: string): string {
  return /[.!?:…|]\s*$/.test(text) || text === '' ? text : `${text}.`;
}

function missingSentence({ missing, observed }: Verdict): string {
  // What should not be there at all is not missing.
  if (!missing || observed.startsWith(missing)) return '';
  // `24 m 56 s` is a span, and no amount of things.
  const amount = /^([\d,]+) (\p{L}{3}.*)$/u.exec(missing);
  if (!amount) return ` Missing: ${endSentence(missing)}`;
  return amount[2]?.endsWith(' too many') ? ` ${missing}.` : ` ${amount[1]} more ${amount[2]}.`;
}

function verdictSentence(report: Report): string {
  const blocking = ownVerdicts(report).filter(isBlocking);
  const decisive = blocking.find(({ outcome }) => outcome === 'unmet') ?? blocking[0];
  if (!decisive) return passedSentence(report);
  const first = decisive.outcome === 'unmet' ? unmetSentence(decisive, levelName(report)) : unknownSentence(decisive);
  const others = blocking.length - 1;
  return others === 0 ? first : `${first} ${counted(others, 'more criterion is', 'more criteria are')} open.`;
}

function passedSentence(report: Report): string {
  const musts = report.verdicts.filter(({ requirement }) => requirement === 'must');
  if (musts.length === 0) return 'Nothing was judged, so nothing passed.';
  if (verdictWord(report) !== 'PASSED')
    return `The report says ${report.outcome}, but none of its criteria is open: it contradicts itself.`;
  const waived = musts.filter(({ outcome }) => outcome === 'waived').length;
  const apply = musts.filter(({ outcome }) => outcome !== 'not-applicable').length;
  const how = waived === 0 ? '' : `, ${waived} of them by waiver`;
  const wishes = report.verdicts.filter((verdict) => isOpen(verdict) && !isBlocking(verdict)).length;
  const rest = wishes === 0 ? '' : ` ${counted(wishes, 'recommended criterion is', 'recommended criteria are')} open.`;
  if (apply === 0) return `No required criterion of ${levelName(report)} applies here.${rest}`;
  const which =
    apply === 1 ? 'The only required criterion' : `${apply === 2 ? 'Both' : `All ${apply}`} required criteria`;
  return `${which} of ${levelName(report)} ${apply === 1 ? 'is' : 'are'} met${how}.${rest}`;
}

function partsSentence(parts: readonly Report[]): string {
  const red = parts.filter((part) => verdictWord(part) !== 'PASSED');
  const passed = `${parts.length - red.length} of ${counted(parts.length, 'component')} passed.`;
  if (red.length === 0) return passed;
  const named = red
    .slice(0, 5)
    .map((part) => `${subjectName(part)} ${verdictWord(part) === 'FAILED' ? 'failed' : 'is unknown'}`);
  const more = red.length > named.length ? `, and ${red.length - named.length} more` : '';
  return `${passed} ${named.join(', ')}${more}.`;
}

function ownSentence(report: Report): string[] {
  return ownVerdicts(report).some(isBlocking) ? [verdictSentence(report)] : [];
}
