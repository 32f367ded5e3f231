import { formatDate, formatInteger, type MeasuredWaiver, type Report, RISK_REGISTER } from '@maturity-actions/criteria';
import { codeBlock, codeSpan, shortMarkdown } from './markdown-text.ts';
import { byAttention, refusalText, WAIVER_STATES } from './security-wording.ts';
import { type Detail, details, row, stacked, tableHead, unbroken } from './summary-layout.ts';
import { counted } from './wording.ts';

/** Accepted risks shown without a click, and how many more behind one. */
const TOP_RISKS = 20;
const MORE_RISKS = 200;

/** What became of each accepted risk, those that want attention first. */
export function* acceptedRows(waivers: readonly MeasuredWaiver[], detail: Detail): Generator<string> {
  if (waivers.length === 0) return;
  const ordered = [...waivers].sort(byAttention);
  yield* riskTable(ordered.slice(0, TOP_RISKS));
  const more = ordered.slice(TOP_RISKS, TOP_RISKS + (detail === 'everything' ? MORE_RISKS : 0));
  const hidden = ordered.length - Math.min(ordered.length, TOP_RISKS) - more.length;
  if (more.length + hidden > 0) yield '';
  yield* details(counted(more.length, 'more accepted risk'), riskTable(more));
  if (hidden > 0) yield `${counted(hidden, 'more accepted risk is', 'more accepted risks are')} in the report JSON.`;
}

/** The rows with which findings that block are accepted, to copy and fill in; nothing where none may be. */
export function* registerRows({ parts, measurements }: Report): Generator<string> {
  const rows = measurements.security?.registerRows ?? [];
  // The parts show their own.
  if (parts || rows.length === 0) return;
  yield `What blocks and may be waived, as rows for ${codeSpan(RISK_REGISTER)}:`;
  yield '';
  yield* codeBlock(rows);
}

function* riskTable(waivers: readonly MeasuredWaiver[]): Generator<string> {
  if (waivers.length === 0) return;
  yield* tableHead('State', 'Accepted', 'Findings>', 'Until', 'Owner', 'Reason, and where it is written');
  for (const waiver of waivers) {
    const { id, scope, owner, approver, reason, expires, findings, where } = waiver;
    yield row(
      stateCell(waiver),
      stacked(codeSpan(id), scope === '' ? '' : `in ${codeSpan(scope)}`),
      formatInteger(findings),
      unbroken(formatDate(expires)),
      stacked(shortMarkdown(owner), approver === '' ? '' : `approved by ${shortMarkdown(approver)}`),
      stacked(shortMarkdown(reason), codeSpan(where)),
    );
  }
}

/** The state, in bold when somebody has to act. */
function stateCell(waiver: MeasuredWaiver): string {
  const { state } = waiver;
  const name = unbroken(WAIVER_STATES[state]);
  return stacked(state === 'used' ? name : `**${name}**`, shortMarkdown(refusalText(waiver)));
}
