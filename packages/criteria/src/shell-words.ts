/** One command of a line, as words without their quotes. */
export type ShellWords = readonly string[];

/** Longest line that is divided, in UTF-16 units. */
const LONGEST = 4000;
const PIECE = /\s+|&&|\|\||[;|&\n]|"((?:[^"\\]|\\.)*)"|'([^']*)'|[^\s;|&"']+|["']/gy;

/**
 * Divides a line into its commands and these into words. Quotes are taken off, a comment ends the line.
 * Variables, globs and substitutions stay as they are. Not a shell: what it cannot follow stays in one word.
 */
export function shellCommands(line: string): ShellWords[] {
  const start = line.slice(0, LONGEST);
  const commands = SIGNS.test(start) ? divided(start) : [start.split(/\s+/).filter((word) => word !== '')];
  return commands.filter((words) => words.length > 0).map(withoutPrefix);
}

/** What makes more of a line than words with blanks between. */
const SIGNS = /[;|&"'#\n]/;

function divided(line: string): string[][] {
  const commands: string[][] = [[]];
  let isOpen = false;
  for (const [piece, double, single] of line.matchAll(PIECE)) {
    if (/^\s/.test(piece)) isOpen = false;
    else if (/^(?:&&|\|\||[;|&])$/.test(piece)) {
      isOpen = false;
      commands.push([]);
    } else if (!isOpen && piece.startsWith('#')) break;
    else {
      const words = commands.at(-1) as string[];
      const text = double ?? single ?? piece;
      if (isOpen) words.push(`${words.pop() ?? ''}${text}`);
      else words.push(text);
      isOpen = true;
    }
  }
  return commands;
}

/** The command itself: `sudo -u deploy FORCE=1 ./run.sh` is `./run.sh`. */
function withoutPrefix(words: readonly string[]): ShellWords {
  let at = 0;
  for (; at < words.length - 1; at++) {
    const word = words[at] as string;
    if (/^(?:sudo|time|nohup|exec|env|command|then|do|else|!|if|watch|xargs|nice|\(|\{)$/.test(word)) continue;
    if (/^[A-Za-z_]\w*=/.test(word)) continue;
    if (word === '-u' && words[at - 1] === 'sudo') at++;
    else if (!(word.startsWith('-') && /^(?:sudo|env|watch|nice)$/.test(words[at - 1] ?? ''))) break;
  }
  return words.slice(at);
}
