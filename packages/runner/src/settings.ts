import {
  type Config,
  ConfigurationError,
  chooseLevel,
  type LevelChoice,
  MODELS,
  type Model,
} from '@maturity-actions/criteria';
import { readTextIfThere } from './files.ts';
import type { Workspace } from './workspace.ts';

/** Where the config is looked for when no input names it. */
export const CONFIG_PATHS = ['.github/maturity.yml', 'maturity.yml'] as const;

/** The user's maturity.yml; undefined when there is none. Throws ConfigurationError E_NO_CONFIG when a named one is missing. */
export async function loadConfig(workspace: Workspace, named: string | undefined): Promise<Config | undefined> {
  for (const path of named === undefined ? CONFIG_PATHS : [named]) {
    const text = readTextIfThere(workspace.resolve(path), path);
    if (text === undefined) continue;
    // Loaded when there is something to parse: the schema is a good part of the bundle.
    const { parseConfig } = await import('@maturity-actions/criteria');
    return parseConfig(text, path);
  }
  if (named === undefined) return undefined;
  throw new ConfigurationError({
    code: 'E_NO_CONFIG',
    where: 'input config',
    found: `no file ${named}`,
    expected: 'the path of a maturity.yml',
    fix: 'Correct the path; it is relative to the working directory.',
  });
}

/** The built-in models, or the user's own when `model` is the path of a YAML file. */
export async function loadModels(workspace: Workspace, model: string | undefined): Promise<readonly Model[]> {
  if (model === undefined || !/\.ya?ml$/i.test(model)) return MODELS;
  const text = readTextIfThere(workspace.resolve(model), model);
  if (text === undefined) {
    throw new ConfigurationError({
      code: 'E_UNKNOWN_MODEL',
      where: 'model',
      found: `no file ${model}`,
      expected: 'the path of a model file',
      fix: 'Correct the path; it is relative to the working directory.',
    });
  }
  const { CHECKS, parseModel } = await import('@maturity-actions/criteria');
  return [
    await parseModel(
      text,
      model,
      CHECKS.map(({ kind }) => kind),
    ),
  ];
}

/** What inputs and config say about the level; inputs come first. */
export interface LevelWish {
  readonly model: string | undefined;
  readonly level: string | undefined;
  readonly where: string;
}

/** The level that is judged by; undefined when nobody names one. */
export async function levelFor(workspace: Workspace, wish: LevelWish): Promise<LevelChoice | undefined> {
  const models = await loadModels(workspace, wish.model);
  const [own] = models;
  const model = models === MODELS || wish.model === undefined ? wish.model : own?.id;
  return chooseLevel({ model, level: wish.level, where: wish.where }, models);
}
