/** Keys of a front matter that say something about a plan; the rest is for the site that shows it. */
const TELLING = /owner|team|contact|on.?call|slack|pager|approver|tested|rto|estimated/i;

/** Longest front matter, in lines: what is longer begins with a rule. */
const LONGEST = 200;

/** Takes the YAML block at the start of a file out of it, so that its `---` is no heading; `lines` are those of `text` and keep their numbers. */
export function frontMatter(
  text: string,
  lines: readonly string[],
): {
  readonly body: string;
  readonly facts: readonly { readonly line: number; readonly text: string }[];
} {
  const start = (lines[0] ?? '').replace(/^\uFEFF/, '');
  const end =
    start === '---' ? lines.findIndex((line, at) => at > 0 && at < LONGEST && /^(?:---|\.\.\.)\s*$/.test(line)) : -1;
  if (end < 0) return { body: text.replace(/^\uFEFF/, ''), facts: [] };
  const facts = lines.slice(1, end).flatMap((line, index) => {
    const [, key = '', value = ''] = /^([\w-]+):\s*(\S.*)$/.exec(line) ?? [];
    return TELLING.test(key)
      ? [{ line: index + 2, text: `${key.replace(/[_-]/g, ' ')}: ${value.replace(/^["']|["']$/g, '')}` }]
      : [];
  });
  return { body: lines.map((line, at) => (at <= end ? '' : line)).join('\n'), facts };
}
