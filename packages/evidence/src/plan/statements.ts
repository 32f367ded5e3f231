import type { PlanCommand, PlanStatement, PlanTopic } from '@maturity-actions/criteria';
import type { DocumentBlock } from './block-reader.ts';
import { answerOf, LONGEST_TEXT, type PlanSource } from './plan-source.ts';
import { VOCABULARY } from './plan-vocabulary.ts';
import { fold, isEmptyAnswer } from './plan-words.ts';
import { CHECK, CONTACT, DATABASE_COMMAND, MAIL, VERIFY_COMMAND } from './statement-words.ts';

const { bit } = VOCABULARY;

/** Text in which statements are looked for, folded, and what words it has. */
interface StatedText {
  readonly plain: string;
  readonly words: number;
}

/** How statements of one kind are known. */
interface StatementKind {
  readonly topic: PlanTopic;
  /** Whether a text anywhere else is one of them. */
  readonly isSaid?: (text: StatedText) => boolean;
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
    isSaid: ({ plain, words }) => (words & bit.verify) !== 0 || isCheck(plain, words),
    command: (text) => VERIFY_COMMAND.test(text),
    notIn: ['trigger', 'testing', 'background', 'preparation', 'time', 'ownership', 'post-mortem'],
    isWholeSection: true,
  },
  database: {
    topic: 'database',
    isSaid: ({ words }) => (words & bit.database) !== 0 && (words & bit.databaseAct) !== 0,
    command: (text) => DATABASE_COMMAND.test(text),
    notIn: ['trigger', 'testing', 'background', 'time'],
    isWholeSection: true,
  },
  flags: { topic: 'flags', isSaid: has(bit.flags), notIn: ['testing'], isWholeSection: true },
  notices: {
    topic: 'communication',
    isSaid: has(bit.notice),
    notIn: ['trigger', 'testing', 'background'],
    isWholeSection: true,
  },
  postMortems: {
    topic: 'post-mortem',
    isSaid: has(bit.postMortem),
    notIn: ['trigger', 'testing'],
    isWholeSection: true,
  },
  contacts: { topic: 'ownership', isSaid: isContact, notIn: [], isWholeSection: false },
  owners: { topic: 'ownership', isSaid: () => false, notIn: [], isWholeSection: true },
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

const ANY_STATEMENT = bit.verify | bit.check | bit.database | bit.flags | bit.notice | bit.postMortem | bit.owner;
const OWN_TOPICS: ReadonlySet<PlanTopic> = new Set(Object.values(KINDS).map(({ topic }) => topic));

/** Whether nothing about a block can make it a statement of any kind. */
function statesNothing(facts: BlockFacts): boolean {
  const { topic, words, label, commands } = facts;
  if (label !== undefined || commands.length > 0 || (words & ANY_STATEMENT) !== 0) return false;
  return !OWN_TOPICS.has(topic) && !isContact(facts);
}

function has(set: number): (text: StatedText) => boolean {
  return ({ words }) => (words & set) !== 0;
}

/** Whether a text asks to check something. */
function isCheck(plain: string, words: number): boolean {
  return (words & bit.check) !== 0 && CHECK.test(plain);
}

/** Whether a text says how to reach somebody. */
function isContact({ plain, words }: StatedText): boolean {
  const mayBe = (words & bit.contact) !== 0 || /[#+]|telefon|телефон/.test(plain);
  // Without its sign an address begins at every word.
  return (mayBe && CONTACT.test(plain)) || (plain.includes('@') && MAIL.test(plain));
}

/** What is looked at to tell what a block states. */
interface BlockFacts extends StatedText {
  readonly text: string;
  readonly topic: PlanTopic;
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
  const words = code ? VOCABULARY.find(plain) : (source.words[at] as number);
  const isLabel = sections[of[at] as number]?.heading === at;
  // A fence that has nothing to run is an example, a listing, or a template: its comments state nothing.
  const isSilent = code ? commands.length === 0 : text === '' || isEmptyAnswer(answerOf(source, at));
  const topic = topics[at] as PlanTopic;
  return { text, topic, plain, words, label: labels[at], cells: row?.cells, isEmpty: isLabel || isSilent, commands };
}

/** Comments in a fence say what its commands are for. */
function commentsOf({ lines }: NonNullable<DocumentBlock['code']>): string {
  const comments = lines.filter((line) => /^\s*(?:#|--|\/\/)/.test(line)).join(' ');
  return fold(comments.slice(0, LONGEST_TEXT));
}

function isOne(kind: StatementKind, name: StatementName, facts: BlockFacts): boolean {
  const { topic, commands, text } = facts;
  if (name === 'owners') return isOwner(facts);
  if (kind.isWholeSection && topic === kind.topic)
    return !/[:：?？]$/u.test(text.trim()) || kind.isSaid?.(facts) === true;
  if (kind.notIn.includes(topic)) return false;
  return kind.isSaid?.(facts) === true || commands.some((one) => kind.command?.(one.slice(0, LONGEST_COMMAND)));
}

function isOwner({ topic, words, label, text, cells }: BlockFacts): boolean {
  if (topic !== 'ownership' && (words & bit.owner) === 0) return false;
  if (label !== undefined && (VOCABULARY.find(fold(label)) & bit.owner) !== 0) return true;
  if (topic === 'ownership') return text.trim() !== '';
  if (cells) return isOwnerLabel(cells[0] ?? '') && cells.slice(1).some((cell) => cell !== '' && !isEmptyAnswer(cell));
  if (!/[:：]/.test(text)) return false;
  // `Estimated time: 10 minutes. Owner: Jane Doe`: facts that share a line.
  return [...text.slice(0, LONGEST_TEXT).matchAll(LATER_LABEL)].some(([, own = '']) => isOwnerLabel(own));
}

const LATER_LABEL = /[.;。；]\s*(\p{L}[^.;:：。；\n]{1,30})[:：]\s*\S/gu;

/** Whether a label begins with who decides or acts. */
function isOwnerLabel(label: string): boolean {
  return (VOCABULARY.findAtStart(fold(label)) & bit.owner) !== 0;
}
