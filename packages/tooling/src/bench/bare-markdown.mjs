/**
 * The least program that knows the structure of a Markdown file: it parses the whole document, with
 * HTML and tables as the gate does, and does nothing with it. The floor that the gate's speed on plans is measured against.
 * Usage: node bare-markdown.mjs <file>
 */
import { readFileSync } from 'node:fs';
import MarkdownIt from 'markdown-it';

new MarkdownIt({ html: true }).parse(readFileSync(process.argv[2], 'utf8'), {});
