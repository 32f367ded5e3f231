import { readFileSync } from 'node:fs';
import { MODELS } from '@maturity-actions/criteria';
import { ROOT } from '../repository-root.ts';
import { MARKDOWN, replaceBlock } from './marked-block.ts';

/** The table of models and levels in the README. */
export async function generateLevelTable(): Promise<Record<string, string>> {
  const rows = MODELS.flatMap((model) =>
    model.levels.map((level) => {
      const aliases = level.aliases.filter((alias) => alias !== level.id).map((alias) => `\`${alias}\``);
      const floors = model.criteria.flatMap((criterion) => {
        const min = criterion.levels[level.id]?.params.min;
        return min === undefined ? [] : [`${criterion.with.class ?? 'line'} ${min} %`];
      });
      return `| \`${model.id}\` | ${level.number} | \`${level.id}\` | ${aliases.join(', ')} | ${floors.join(', ')} |`;
    }),
  );
  const table = [
    '| model | number | level | also called | coverage asked |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
  return { 'README.md': replaceBlock(readFileSync(`${ROOT}README.md`, 'utf8'), 'levels', table, MARKDOWN) };
}
