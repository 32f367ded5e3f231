import type { ByteSource } from '../byte-source.ts';
import { asObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { objectOrEmpty, optionalText } from './fields.ts';
import { FindingsBuilder } from './findings-builder.ts';
import type { FindingsFormat } from './format.ts';
import { advisoryTool, readAdvisories } from './npm-advisories.ts';
import { withoutCredentials } from './url-credentials.ts';

/**
 * `pnpm audit --json`: the document of npm 6, in newer versions without `actions` and `muted`. One finding
 * for each advisory; severity words as they are, `moderate` is medium. An error of pnpm is no scan.
 * Source: pnpm, deps/compliance/audit and deps/compliance/commands (audit.ts).
 */
export const pnpmAudit: FindingsFormat = {
  id: 'pnpm-audit',
  title: 'pnpm audit JSON',
  fileNames: ['pnpm-audit*.json'],
  accepts(head, path) {
    const shape = jsonHead(head);
    if (shape?.root !== 'object') return false;
    const isError = shape.has('error.message') && /^ERR_PNPM_/.test(shape.text('error.code') ?? '');
    return isError || advisoryTool(head, path) === 'pnpm-audit';
  },
  async read(input: ByteSource) {
    const builder = new FindingsBuilder(input.path, 'pnpm-audit');
    const { error } = builder;
    const document = asObject(await readJson(input, error), 'the document', error);
    if (Object.hasOwn(document, 'error')) {
      const { code, message } = objectOrEmpty(document.error);
      const words = [code, message].map(optionalText).filter(Boolean).join(': ');
      throw error('E_SCAN_FAILED', `an error of pnpm (${withoutCredentials(words).slice(0, 200)})`, 'an audit report');
    }
    readAdvisories(document, builder.run('pnpm-audit'), builder);
    return builder.build();
  },
};
