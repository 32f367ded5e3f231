import { fileURLToPath } from 'node:url';

/** Absolute path of the repository root, with a `/` at the end. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
