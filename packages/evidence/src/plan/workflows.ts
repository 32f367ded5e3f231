import type { DeployWorkflow } from '@maturity-actions/criteria';
import { entriesOf, yamlData } from './compose-services.ts';
import type { FileTexts } from './file-texts.ts';
import { isMap } from './package-scripts.ts';

/** Workflows that are read. */
const MAX_FILES = 200;

const DEPLOYS = /deploy|release|publish|promot|rollout|roll[-_ ]?back|\bship\b|\bcd\b/i;
const ROLLS_BACK = /roll[-_ ]?back|\brevert\b/i;

/** Workflows whose name or jobs say that they bring something out, or take it back. `paths` as they can be opened. */
export async function deployWorkflows(paths: readonly string[], texts: FileTexts): Promise<DeployWorkflow[]> {
  const found: DeployWorkflow[] = [];
  for (const path of [...paths].sort().slice(0, MAX_FILES)) {
    const text = await texts.read(path);
    // Most workflows build and test; parsing these would be the slowest part of looking.
    if (text === undefined || !(DEPLOYS.test(path) || DEPLOYS.test(text))) continue;
    const workflow = workflowOf(await yamlData(text, path), path);
    if (workflow) found.push(workflow);
  }
  return found;
}

function workflowOf(data: unknown, path: string): DeployWorkflow | undefined {
  if (!isMap(data)) return undefined;
  const own = path.slice(path.lastIndexOf('.github/'));
  const fileName = own.slice(own.lastIndexOf('/') + 1);
  const name = typeof data['name'] === 'string' ? data['name'] : fileName;
  const jobs = entriesOf(data, 'jobs').map(([id, job]) => `${id} ${isMap(job) ? String(job['name'] ?? '') : ''}`);
  const words = [fileName, name, ...jobs];
  if (!words.some((word) => DEPLOYS.test(word))) return undefined;
  return {
    path: own,
    name,
    isManual: eventsOf(data['on']).includes('workflow_dispatch'),
    isRollback: words.some((word) => ROLLS_BACK.test(word)),
  };
}

function eventsOf(on: unknown): readonly unknown[] {
  if (isMap(on)) return Object.keys(on);
  return Array.isArray(on) ? on : [on];
}
