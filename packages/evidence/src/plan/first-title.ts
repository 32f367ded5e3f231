/** Where a document has its title, in lines. */
const FAR = 200;

/**
 * Title of a Markdown file: that of its front matter, else its first heading of the first rank. Found without
 * parsing; empty when there is none near its start.
 */
export function firstTitle(text: string): string {
  // The first lines of a file are short; a file that is one endless line has no title.
  const lines = text.slice(0, 50_000).split(/\r\n|[\n\r]/, FAR);
  let fence = '';
  let isMatter = lines[0] === '---';
  for (const [at, line] of lines.entries()) {
    if (isMatter) {
      const stated = /^title:\s*["']?(\S.*?)["']?\s*$/.exec(line.slice(0, 400))?.[1];
      if (stated !== undefined) return stated;
      if (at > 0 && /^(?:---|\.\.\.)\s*$/.test(line)) isMatter = false;
      continue;
    }
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (mark !== undefined && fence === '') fence = mark;
    else if (mark?.startsWith(fence) && fence !== '') fence = '';
    if (fence !== '' || mark !== undefined) continue;
    const title = /^ {0,3}#[ \t]+(\S.*)$/.exec(line)?.[1];
    if (title !== undefined) return title.slice(0, 400).replace(/\s#+\s*$/, '');
    if (/^ {0,3}=+\s*$/.test(line) && /\S/.test(lines[at - 1] ?? '')) return (lines[at - 1] as string).trim();
  }
  return '';
}
