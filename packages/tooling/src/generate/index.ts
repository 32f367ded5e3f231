import { generateActionFiles } from './action-files.ts';
import { generateConfigSchema } from './config-schema.ts';
import { generateCriteriaReference } from './criteria-reference.ts';
import { generateLevelTable } from './level-table.ts';
import { generatePlanRulesPage } from './plan-rules-page.ts';

/** Every generator after the models; each gives repository paths and their content. */
export const GENERATORS: readonly (() => Promise<Record<string, string>>)[] = [
  generateActionFiles,
  generateConfigSchema,
  generateCriteriaReference,
  generateLevelTable,
  generatePlanRulesPage,
];
