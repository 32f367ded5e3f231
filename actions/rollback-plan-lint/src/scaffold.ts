import { escapeLog, planSkeleton } from '@maturity-actions/criteria';
import { repositoryFacts } from '@maturity-actions/evidence';
import { codeBlock } from '@maturity-actions/report';
import { chosenComponents, type GateRun, loadConfig, type Printed } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';
import { projectName } from './project-name.ts';

/** A plan to start from for this repository, or one for each component that is named. Judges nothing. */
export async function scaffold({ inputs: given, workspace, subject }: GateRun<typeof inputs>): Promise<Printed> {
  const config = await loadConfig(workspace, given.config);
  const chosen = chosenComponents(given.component, config) ?? [undefined];
  const components = [...(config?.components.values() ?? [])];
  const lines: string[] = [];
  for (const component of chosen) {
    const facts = await repositoryFacts(workspace, [], components, component);
    const name = component?.name ?? projectName(subject);
    lines.push(
      ...planSkeleton({ ...facts, name })
        .trimEnd()
        .split('\n'),
      '',
    );
  }
  return {
    // Nothing else: what is printed may go into a file as it is.
    log: lines.slice(0, -1).map(escapeLog),
    summary: ['## A rollback plan to start from', '', ...codeBlock(lines, 'markdown'), ''].join('\n'),
  };
}
