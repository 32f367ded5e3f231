/** Replaces what stands between `<start> name` and `<end> name` lines. Throws when the markers are not there. */
export function replaceBlock(text: string, name: string, content: string, comment: readonly [string, string]): string {
  const [open, close] = comment;
  const start = `${open}generated:${name}${close}`;
  const end = `${open}end:${name}${close}`;
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`no block ${start} ... ${end}`);
  return `${text.slice(0, from + start.length)}\n${content.trimEnd()}\n${text.slice(text.lastIndexOf('\n', to) + 1)}`;
}

/** Comment marks of Markdown. */
export const MARKDOWN = ['<!-- ', ' -->'] as const;
/** Comment marks of YAML. */
export const YAML = ['# ', ''] as const;
