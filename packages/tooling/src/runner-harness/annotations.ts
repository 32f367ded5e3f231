import { isAbsolute, relative, sep } from 'node:path';
import { type LogCommand, parseLogCommand } from './log-command.ts';
import { RunnerViolation } from './violation.ts';

/** One annotation as GitHub would show it. */
export interface RunnerAnnotation {
  readonly type: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly title?: string;
  /** Relative to the workspace with `/`, when the annotation names a file inside it. */
  readonly file?: string;
  readonly line?: number;
  readonly endLine?: number;
}

/** The 11th of a type in a step is lost without a word. Source: actions/runner, ExecutionContext.cs. */
const MAX_PER_TYPE = 10;
/** UTF-16 units; a longer message is cut. */
const MAX_MESSAGE = 4096;
const ALLOWED = new Set(['error', 'warning', 'notice', 'debug', 'group', 'endgroup', 'add-mask']);

/**
 * Scans what a process printed as the runner does. Throws RunnerViolation when a command comes that no
 * gate has reason to give, when one is obeyed in the old syntax, or when an annotation would be cut or lost.
 */
export function annotationsOf(log: string, workspace: string): RunnerAnnotation[] {
  const annotations = log.split(/\r\n|\n|\r/).flatMap((line) => {
    const command = parseLogCommand(line);
    if (!command) return [];
    refuseForeign(command, line);
    return annotation(command, workspace) ?? [];
  });
  for (const type of ['error', 'warning', 'notice'] as const) refuseTooMany(type, annotations);
  return annotations;
}

function refuseForeign({ syntax, name }: LogCommand, line: string): void {
  if (syntax === 'v1') throw new RunnerViolation(`the runner obeys ##[${name}] in: ${JSON.stringify(line)}`);
  if (!ALLOWED.has(name)) throw new RunnerViolation(`the runner obeys ::${name}:: in: ${JSON.stringify(line)}`);
}

function annotation({ name, properties, data }: LogCommand, workspace: string): RunnerAnnotation | undefined {
  if (name !== 'error' && name !== 'warning' && name !== 'notice') return undefined;
  if (data.length > MAX_MESSAGE) throw new RunnerViolation(`a message of ${data.length} characters would be cut`);
  const line = number(properties.line);
  const endLine = number(properties.endLine);
  const isRange = line !== undefined && endLine !== undefined && endLine >= line;
  return {
    type: name,
    message: data,
    ...(properties.title === undefined ? {} : { title: properties.title }),
    ...(properties.file === undefined ? {} : { file: insideWorkspace(properties.file, workspace) }),
    // An end before the start makes the runner drop both.
    ...(line !== undefined && (endLine === undefined || isRange) ? { line } : {}),
    ...(isRange ? { endLine } : {}),
  };
}

function number(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

function insideWorkspace(file: string, workspace: string): string {
  const inside = isAbsolute(file) ? relative(workspace, file) : file;
  return inside.startsWith('..') ? file : inside.replaceAll(sep, '/');
}

function refuseTooMany(type: RunnerAnnotation['type'], annotations: readonly RunnerAnnotation[]): void {
  const count = annotations.filter((one) => one.type === type).length;
  if (count > MAX_PER_TYPE) throw new RunnerViolation(`${count} annotations of type ${type}: the 11th would be lost`);
}
