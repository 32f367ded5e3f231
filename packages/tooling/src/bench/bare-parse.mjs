/**
 * The least program that knows what is in a JSON report: it parses the whole document and does nothing
 * with it. The floor that the gate's speed on scan reports is measured against.
 * Usage: node bare-parse.mjs <file>
 */
import { readFileSync } from 'node:fs';

JSON.parse(readFileSync(process.argv[2], 'utf8'));
