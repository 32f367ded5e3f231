// Node's own runner has no global `describe` and `it`; the other runners, for which these tests are written, do.
import { describe, it } from 'node:test';

Object.assign(globalThis, { describe, it });
