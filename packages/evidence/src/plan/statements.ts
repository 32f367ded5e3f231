import type { PlanCommand, PlanStatement, PlanTopic } from '@maturity-actions/criteria';
import type { DocumentBlock } from './block-reader.ts';
import { answerOf, LONGEST_TEXT, type PlanSource } from './plan-source.ts';
import { fold, isEmptyAnswer } from './plan-words.ts';
import {
  CHECK,
  DATABASE_ACT,
  DATABASE_COMMAND,
  DATABASE_NOUN,
  FLAGS,
  hasStatementWord,
  isContact,
  NOTICE,
  OWNER_LABEL,
  POST_MORTEM,
  VERIFY,
  VERIFY_COMMAND,
} from './statement-words.ts';

/** How statements of one kind are known. */
interface StatementKind {
  readonly topic: PlanTopic;
  /** Words that make a sentence anywhere else one of them; the text is folded, with a blank behind it. */
  readonly words?: (plain: string) => boolean;
  readonly command?: (text: string) => boolean;
  /** Topics in which words do not count. */
  readonly notIn: readonly PlanTopic[];
  /** Whether every block below its own heading is one. */
  readonly isWholeSection: boolean;
}

/** How each kind of statement is known. */
const KINDS = {
  verifications: {
    topic: 'verification',
    words: (plain) => VERIFY.test(plain) || CHECK.test(plain),
    command: (text) => VERIFY_COMMAND.test(text),
    notIn: ['trigger', 'testing', 'background', 'preparation', 'time', 'ownership', 'post-mortem'],
    isWholeSection: true,
  },
  database: {
    topic: 'database',
    words: (plain) => DATABASE_NOUN.test(plain) && DATABASE_ACT.test(plain),
    command: (text) => DATABASE_COMMAND.test(text),
    notIn: ['trigger', 'testing', 'background', 'time'],
    isWholeSection: true,
  },
  flags: { topic: 'flags', words: (plain) => FLAGS.test(plain), notIn: ['testing'], isWholeSection: true },
  notices: {
    topic: 'communication',
    words: (plain) => NOTICE.test(plain),
    notIn: ['trigger', 'testing', 'background'],
    isWholeSection: true,
  },
  postMortems: {
    topic: 'post-mortem',
    words: (plain) => POST_MORTEM.test(plain),
    notIn: ['trigger', 'testing'],
    isWholeSection: true,
  },
  contacts: { topic: 'ownership', words: isContact, notIn: [], isWholeSection: false },
  owners: { topic: 'ownership', words: () => false, notIn: [], isWholeSection: true },
} satisfies Record<string, StatementKind>;

export type StatementName = keyof typeof KINDS;

/** Every kind of statement of a plan. */
export function statementsOf(
  source: PlanSource,
  commands: readonly PlanCommand[],
): Record<StatementName, PlanStatement[]> {
  const names = Object.keys(KINDS) as StatementName[];
  const found = Object.fromEntries(names.map((name) => [name, [] as PlanStatement[]])) as Record<
    StatementName,
    PlanStatement[]
  >;
  const byBlock = new Map<number, string[]>();
  for (const { block, text } of commands) {
    const known = byBlock.get(block);
    if (known) known.push(text);
    else byBlock.set(block, [text]);
  }
  for (let at = 0; at < source.blocks.length; at++) {
    const { kind, row, text, line, endLine } = source.blocks[at] as DocumentBlock;
    if (kind === 'html' || kind === 'heading' || row?.isHead) continue;
    const facts = factsOf(source, at, byBlock.get(at) ?? NO_COMMANDS);
    // A bare "none" answers nothing, not even for the database: it takes a reason to be one.
    if (facts.isEmpty || statesNothing(facts)) continue;
    const stated = names.filter((name) => isOne(KINDS[name], name, facts));
    if (stated.length === 0) continue;
    const statement = { text, line, endLine, block: at, section: source.of[at] as number };
    for (const name of stated) found[name].push(statement);
  }
  return found;
}

const OWN_TOPICS: ReadonlySet<PlanTopic> = new Set(Object.values(KINDS).map(({ topic }) => topic));

/** Whether nothing about a block can make it a statement of any kind. */
function statesNothing({ topic, plain, label, commands }: BlockFacts): boolean {
  return label === undefined && commands.length === 0 && !OWN_TOPICS.has(topic) && !hasStatementWord(plain);
}

/** What is looked at to tell what a block states. */
interface BlockFacts {
  readonly text: string;
  readonly topic: PlanTopic;
  readonly plain: string;
  readonly label: string | undefined;
  /** Of a row of a table. */
  readonly cells: readonly string[] | undefined;
  readonly isEmpty: boolean;
  readonly commands: readonly string[];
}

const LONGEST_COMMAND = 2000;
const NO_COMMANDS: readonly string[] = [];

function factsOf(source: PlanSource, at: number, commands: readonly string[]): BlockFacts {
  const { blocks, sections, of, labels, topics } = source;
  const { text, code, row } = blocks[at] as DocumentBlock;
  const plain = code ? commentsOf(code) : (source.plain[at] as string);
  const isLabel = sections[of[at] as number]?.heading === at;
  // A fence that has nothing to run is an example, a listing, or a template: its comments state nothing.
  const isSilent = code ? commands.length === 0 : text === '' || isEmptyAnswer(answerOf(source, at));
  const topic = topics[at] as PlanTopic;
  return { text, topic, plain, label: labels[at], cells: row?.cells, isEmpty: isLabel || isSilent, commands };
}

/** Comments in a fence say what its commands are for. */
function commentsOf({ lines }: NonNullable<DocumentBlock['code']>): string {
  const comments = lines.filter((line) => /^\s*(?:#|--|\/\/)/.test(line)).join(' ');
  return `${fold(comments.slice(0, LONGEST_TEXT))} `;
}

function isOne(kind: StatementKind, name: StatementName, facts: BlockFacts): boolean {
  const { topic, plain, commands, text } = facts;
  if (name === 'owners') return isOwner(facts);
  if (kind.isWholeSection && topic === kind.topic)
    return !/[:：?？]$/u.test(text.trim()) || kind.words?.(plain) === true;
  if (kind.notIn.includes(topic)) return false;
  return kind.words?.(plain) === true || commands.some((one) => kind.command?.(one.slice(0, LONGEST_COMMAND)));
}

function isOwner({ topic, label, text, cells }: BlockFacts): boolean {
  if (label !== undefined && OWNER_LABEL.test(`${fold(label)} `)) return true;
  if (topic === 'ownership') return text.trim() !== '';
  if (cells) return isOwnerLabel(cells[0] ?? '') && cells.slice(1).some((cell) => cell !== '' && !isEmptyAnswer(cell));
  if (!/[:：]/.test(text)) return false;
  // `Estimated time: 10 minutes. Owner: Jane Doe`: facts that share a line.
  return [...text.slice(0, LONGEST_TEXT).matchAll(LATER_LABEL)].some(([, own = '']) => isOwnerLabel(own));
}

const LATER_LABEL = /[.;。；]\s*(\p{L}[^.;:：。；\n]{1,30})[:：]\s*\S/gu;

/** Whether a label begins with who decides or acts. */
function isOwnerLabel(label: string): boolean {
  return OWNER_LABEL.exec(`${fold(label)} `)?.index === 0;
}
