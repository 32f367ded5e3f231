import { type Component, type Config, parseConfig } from '@maturity-actions/criteria';
import { type Inputs, readInputs } from '@maturity-actions/runner';
import { inputs } from '../src/inputs.ts';

/** Inputs as a workflow states them. */
export function given(values: Readonly<Record<string, string>>): Inputs<typeof inputs> {
  return readInputs(inputs, {}, (name) => values[name] ?? '');
}

/** What a maturity.yml says, and its component `checkout` where it has one. */
export async function configured(
  lines: readonly string[],
): Promise<{ readonly config: Config; readonly component: Component | undefined }> {
  const config = await parseConfig(lines.join('\n'), 'maturity.yml');
  return { config, component: config.components.get('checkout') };
}

/** Settings of uptime, those of the component first. */
export async function settingsOf(lines: readonly string[]) {
  const { config, component } = await configured(lines);
  return [component?.uptime, config.uptime].filter((one) => one !== undefined);
}
