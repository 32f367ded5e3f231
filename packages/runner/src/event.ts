import { readTextIfThere } from './files.ts';

/** What the triggering event says about the change; every part may be unknown, and no event is an error. */
export interface EventFacts {
  /** Commit the change is compared with. */
  readonly base?: string;
  readonly pullRequest?: number;
  /** Whether the run judges a proposal that is not merged yet: a pull request, a merge group, or what runs after one. */
  readonly isProposal: boolean;
}

/** Reads the event of the run. An event without a base (schedule, dispatch, a first push) has none. */
export function readEvent(environment: NodeJS.ProcessEnv): EventFacts {
  const path = environment.GITHUB_EVENT_PATH;
  const text = path ? readTextIfThere(path, path) : undefined;
  const payload = parse(text);
  const base =
    textAt(payload, 'pull_request', 'base', 'sha') ??
    textAt(payload, 'merge_group', 'base_sha') ??
    textAt(payload, 'workflow_run', 'pull_requests', '0', 'base', 'sha') ??
    textAt(payload, 'before');
  const number = at(payload, 'pull_request', 'number');
  return {
    ...(base !== undefined && /^[0-9a-f]{7,64}$/.test(base) && !/^0+$/.test(base) ? { base } : {}),
    ...(typeof number === 'number' ? { pullRequest: number } : {}),
    isProposal: isProposal(payload),
  };
}

/** A workflow that runs after that of a pull request judges the same proposal. */
function isProposal(payload: unknown): boolean {
  const after = textAt(payload, 'workflow_run', 'event') ?? '';
  return [at(payload, 'pull_request'), at(payload, 'merge_group')].some(Boolean) || after.startsWith('pull_request');
}

function parse(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    // A payload that cannot be read gives no facts; what needs them then says so.
    return undefined;
  }
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  let current = value;
  for (const key of keys) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Record<string, unknown>)[key];
  }
  return current;
}

function textAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const found = at(value, ...keys);
  return typeof found === 'string' ? found : undefined;
}
