import { EvidenceError, type FailureCode } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import type { Repository } from '../repository/repository.ts';
import { utf8Chunks } from '../text/encoding.ts';

/** Largest file that is read as a plan. */
const MAX_BYTES = 5_000_000;

/**
 * Text of a document: UTF-8, or UTF-16 with a byte order mark. Throws EvidenceError E_TOO_LARGE above 5 MB, E_MALFORMED
 * for what is no text, E_OUTSIDE_REPOSITORY for a link that leads out of the checkout; ServiceError E_FILE_ACCESS.
 */
export async function documentText(repository: Repository, path: string): Promise<string> {
  const source = await repository.open(path);
  if (source.size > MAX_BYTES) throw tooLarge(path, `${source.size} bytes`);
  // Its lines are shown: a link must not make a report out of a file of the machine.
  if (repository.isPlainFile && !(await repository.isPlainFile(path))) throw isOutside(path);
  const text = await decoded(source);
  if (text.includes('\0')) throw refused(path, 'E_MALFORMED', 'a binary file', 'Markdown', NAME_OTHERS);
  return text;
}

const NAME_OTHERS = 'Name the plans with `plans`.';

async function decoded(source: ByteSource): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const pieces: string[] = [];
  let size = 0;
  for await (const chunk of utf8Chunks(source)) {
    size += chunk.length;
    // Of UTF-16 the same text may be half as long again in UTF-8.
    if (size > 2 * MAX_BYTES) throw tooLarge(source.path, `over ${MAX_BYTES} bytes`);
    pieces.push(strictly(source.path, () => decoder.decode(chunk, { stream: true })));
  }
  pieces.push(strictly(source.path, () => decoder.decode()));
  return pieces.join('');
}

/** Decoding throws nothing but that it cannot. */
function strictly(path: string, decode: () => string): string {
  try {
    return decode();
  } catch {
    const expected = 'UTF-8, or UTF-16 with a byte order mark';
    throw refused(path, 'E_MALFORMED', 'bytes that are no UTF-8', expected, 'Save the file as UTF-8.');
  }
}

function tooLarge(path: string, found: string): EvidenceError {
  const fix = 'A plan that people can follow is shorter: split it, or name the right files with `plans`.';
  return refused(path, 'E_TOO_LARGE', found, `at most ${MAX_BYTES} bytes`, fix);
}

function isOutside(path: string): EvidenceError {
  const found = 'no plain file of the checkout';
  const fix = 'Put the file itself here instead of a link, or name another one with `plans`.';
  return refused(path, 'E_OUTSIDE_REPOSITORY', found, 'a file inside of the checkout', fix);
}

function refused(where: string, code: FailureCode, found: string, expected: string, fix: string): EvidenceError {
  return new EvidenceError({ code, where, found, expected, fix });
}
