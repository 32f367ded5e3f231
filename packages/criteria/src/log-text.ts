import { isPlainAscii, plainText } from './plain-text.ts';

/**
 * What the runner may overlook between two signs: it compares by culture, not by code unit, and
 * then marks, joiners and unassigned characters weigh nothing. A blank always weighs.
 */
const WEIGHTLESS = String.raw`[^\p{L}\p{N}\p{P}\p{S}\p{Z}]*`;
const COMMAND_AT_START = new RegExp(String.raw`^([^\p{L}\p{N}\p{P}\p{S}]*):(${WEIGHTLESS}:)`, 'u');
const COMMAND_ANYWHERE = new RegExp(String.raw`#(${WEIGHTLESS})#(${WEIGHTLESS}\[)`, 'gu');

/**
 * Untrusted text for one line of the runner's log. The runner obeys `::cmd::` at a line start (after
 * blanks) and `##[cmd]` anywhere; a visible blank goes in between: `: :cmd::` and `## [cmd]`, so a
 * person still reads what was there. Apply it to the finished line: two harmless pieces can make a
 * command together. Escaping twice changes nothing. Source: actions/runner, ActionCommand.cs.
 */
export function escapeLog(text: string): string {
  if (isPlainAscii(text) && !text.includes('::') && !text.includes('##[')) return text;
  return plainText(text).replace(COMMAND_AT_START, '$1: $2').replace(COMMAND_ANYWHERE, '#$1# $2');
}
