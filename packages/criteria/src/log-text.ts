import { plainText } from './plain-text.ts';

/**
 * What the runner may overlook between two signs: it compares by culture, not by code unit, and
 * then marks, joiners and unassigned characters weigh nothing. A blank always weighs.
 */
const WEIGHTLESS = String.raw`[^\p{L}\p{N}\p{P}\p{S}\p{Z}]*`;

/** Every command has these signs, and nothing that can be printed as ASCII between them. */
const MAY_COMMAND = /:[^ -~]*:|#[^ -~]*#[^ -~]*\[/;

/** Made when a text first needs them: compiling these classes takes 2 ms. */
let commands: { readonly atStart: RegExp; readonly anywhere: RegExp } | undefined;

function commandPatterns(): NonNullable<typeof commands> {
  commands ??= {
    atStart: new RegExp(String.raw`^([^\p{L}\p{N}\p{P}\p{S}]*):(${WEIGHTLESS}:)`, 'u'),
    anywhere: new RegExp(String.raw`#(${WEIGHTLESS})#(${WEIGHTLESS}\[)`, 'gu'),
  };
  return commands;
}

/**
 * Untrusted text for one line of the runner's log. The runner obeys `::cmd::` at a line start (after
 * blanks) and `##[cmd]` anywhere; a visible blank goes in between: `: :cmd::` and `## [cmd]`, so a
 * person still reads what was there. Apply it to the finished line: two harmless pieces can make a
 * command together. Escaping twice changes nothing. Source: actions/runner, ActionCommand.cs.
 */
export function escapeLog(text: string): string {
  // Two signs may come together only once what stands between them is gone.
  const plain = plainText(text);
  if (!MAY_COMMAND.test(plain)) return plain;
  const { atStart, anywhere } = commandPatterns();
  return plain.replace(atStart, '$1: $2').replace(anywhere, '#$1# $2');
}
