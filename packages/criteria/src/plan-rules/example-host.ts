import * as v from 'valibot';
import { cutText } from '../plain-text.ts';
import type { Plan } from '../plan.ts';
import { definePlanRule, type PlanProblem } from '../plan-rule.ts';
import { textAt, wholeText } from '../plan-text.ts';

/** Hosts in commands, links and contacts are those of this system, not those of a template. */
export const exampleHost = definePlanRule({
  id: 'example-host',
  about: 'No host of an example, such as `example.com`, is left.',
  why: 'A check of `https://example.com/health` is always green.',
  severity: 'warning',
  kinds: ['rollback', 'deployment'],
  options: v.strictObject({}),
  find({ plan }) {
    const whole = wholeText(plan);
    const problems: PlanProblem[] = [];
    let shown: Shown | undefined;
    for (const { 0: end, index } of whole.text.matchAll(HOST)) {
      const { line } = textAt(whole, index);
      if (problems.at(-1)?.line === line) continue;
      shown ??= shownLines(plan);
      const own = whole.text.slice(Math.max(whole.starts[line - whole.firstLine] ?? 0, index - LONGEST), index);
      const host = `${/[\w.-]*$/.exec(own)?.[0] ?? ''}${end}`;
      const before = own.slice(0, own.length - host.length + end.length);
      if (!isExample(host, before) || !isInUse(before, line, shown)) continue;
      problems.push({
        line,
        column: textAt(whole, index - host.length + end.length).column,
        message: `${JSON.stringify(cutText(host, 80))} is a host of an example`,
        fix: 'Write the real host, or a variable that the plan sets before.',
      });
    }
    return problems;
  },
});

/** What is looked at before a host, in UTF-16 units. */
const LONGEST = 200;
/** How hosts of examples end, or what they begin with. */
const HOST =
  /example\.(?:com|org|net|edu)(?![\w-]|\.\w)|\.(?:example|test|invalid|tld)(?![\w-]|\.\w)|[yY](?:our|OUR)[-_]?(?:domain|DOMAIN|company|org|organi[sz]ation|site|host(?:name)?|HOST(?:NAME)?|server|SERVER|app|service|api)(?:\.[\w-]{1,40}){0,4}(?![\w-])|my-?(?:domain|company|org|site)\.(?:com|org|net|io|local)(?![\w-])|foo\.bar(?![\w-])|domain\.(?:com|tld)(?![\w-])/g;

/** Whether a name is a host, and one of an example: `orders.test` may be a file. */
function isExample(host: string, before: string): boolean {
  const isAddress = /(?::\/\/|@)$/.test(before);
  if (
    /(?:^|\.)example\.(?:com|org|net|edu)$|(?:^|\.)wiki\.example$|(?:^|\.)my-?(?:domain|company|org|site)\./.test(host)
  )
    return true;
  if (
    /^(?:[\w-]+\.)*your[-_]?(?:domain|company|org|organi[sz]ation|site|host(?:name)?|server|app|service|api)\./i.test(
      host,
    )
  )
    return true;
  if (/^your[-_](?:domain|host(?:name)?|server)$/i.test(host)) return true;
  return isAddress && /[\w-]\.(?:example|test|invalid|tld)$|(?:^|\.)(?:foo\.bar|domain\.(?:com|tld))$/.test(host);
}

/** Lines of code, and lines that say how to reach somebody. */
interface Shown {
  readonly code: ReadonlySet<number>;
  readonly contacts: ReadonlySet<number>;
  readonly comments: ReadonlySet<number>;
}

function shownLines({ blocks, commands, contacts, owners, notices }: Plan): Shown {
  const range = (line: number, endLine: number): number[] =>
    Array.from({ length: endLine - line + 1 }, (_, at) => line + at);
  const inCode = blocks.filter(({ kind }) => kind === 'code').flatMap(({ line, endLine }) => range(line, endLine));
  const inline = commands.filter(({ language }) => language === 'inline').map(({ line }) => line);
  const people = [...contacts, ...owners, ...notices].flatMap(({ line, endLine }) => range(line, endLine));
  const comments = blocks
    .filter(({ kind, text }) => kind === 'html' && /^\s*<!--/.test(text))
    .flatMap(({ line, endLine }) => range(line, endLine));
  return { code: new Set([...inCode, ...inline]), contacts: new Set(people), comments: new Set(comments) };
}

/** Whether somebody would go there: an address to test with is right, and a comment is not shown. */
function isInUse(before: string, line: number, { code, contacts, comments }: Shown): boolean {
  if (comments.has(line)) return false;
  const isMail = /[\w.+%-]@$/.test(before);
  if (code.has(line)) return !isMail || REACHING.test(before);
  return /:\/\/[^\s/]{0,100}$|\]\([^\s)]{0,100}$/.test(before) || isMail || contacts.has(line);
}

/** Programs that go to a host or send to an address. */
const REACHING = /(?:^\s*|[|;&`(]\s?|\bsudo )(?:ssh|scp|sftp|rsync|mailx?|sendmail|mutt|swaks)\s/;
