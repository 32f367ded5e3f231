import { isLiteralPassword, isRandomLooking, isReference } from './secret-value.ts';

/** A secret in a text: where its value stands, and what it is, without the value. */
export interface FoundSecret {
  readonly start: number;
  readonly end: number;
  /** `a password`, `an AWS access key`. */
  readonly what: string;
}

/** Tokens that show by their form what they are. */
const TOKENS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['an AWS access key', /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g],
  ['a GitHub token', /\bgh[pousr]_[A-Za-z0-9]{36,255}\b|\bgithub_pat_\w{50,255}/g],
  ['a GitLab token', /\bgl(?:pat|dt|rt|cbt|ptt|ft)-[\w-]{20,255}/g],
  ['a Slack token', /\bxox[abeoprs]-[\w-]{10,255}|\bhooks\.slack\.com\/services\/T\w{5,20}\/B\w{5,20}\/\w{10,60}/g],
  ['a Stripe key', /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}/g],
  ['a Google API key', /\bAIza[\w-]{35}/g],
  ['a SendGrid key', /\bSG\.[\w-]{20,24}\.[\w-]{39,50}/g],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}\b/g],
  ['a PyPI token', /\bpypi-[\w-]{50,300}/g],
  ['a DigitalOcean token', /\bdo[opr]_v1_[a-f0-9]{64}/g],
  ['a Docker Hub token', /\bdckr_pat_[\w-]{27}/g],
  ['a Vault token', /\bhv[sbr]\.[\w-]{24,300}/g],
  ['an API key', /\bsk-(?:ant-|proj-|svcacct-)?(?=[\w-]{0,250}\d)[A-Za-z0-9][\w-]{30,255}/g],
  ['a Hugging Face token', /\bhf_[A-Za-z]{30,40}\b/g],
  ['a New Relic key', /\bNRAK-[A-Z0-9]{27}\b/g],
  ['a Databricks token', /\bdapi[a-f0-9]{32}\b/g],
  ['a Telegram token', /\b\d{8,10}:AA[\w-]{33}/g],
  ['a storage account key', /\bAccountKey=[A-Za-z0-9+/]{60,100}={0,2}/g],
  ['a signed token', /(?<![\w-])eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{10,2000}/g],
  [
    'a private key',
    /-----BEGIN (?:[A-Z]{2,10} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:\\n|\s)[\s>|]{0,20}[A-Za-z0-9+/=\\]{16,}/g,
  ],
];

/** How one of them begins: most plans hold none, and one look tells. */
const BEGINNINGS =
  /AKIA|ASIA|gh[pousr]_|github_pat_|gl(?:pat|dt|rt|cbt|ptt|ft)-|xox[abeoprs]-|hooks\.slack|[rs]k_(?:live|test)_|AIza|SG\.|npm_|pypi-|do[opr]_v1_|dckr_pat_|hv[sbr]\.|sk-|hf_|NRAK-|dapi|:AA|AccountKey=|eyJ|PRIVATE KEY/;

/** Examples of documentations, and values of which most was taken out. */
const NO_TOKEN = /EXAMPLE|x{4}|X{4}|\*\*\*|0{8}|123456789|abcdef123/;

interface KeyedForm {
  readonly what: string;
  /** Its group `value` is the secret; `key`, `separator`, `user` where they matter. */
  readonly pattern: RegExp;
  /** What its text holds one of, in lower case: most texts hold none, and looking for a word is quicker than for a pattern. */
  readonly words: readonly string[];
  readonly isSecret: (groups: Readonly<Record<string, string | undefined>>, isCode: boolean) => boolean;
}

const VALUE = `(?<quote>["'\`]?)(?<value>[^\\s"'\`,;|&)<>]{1,300}|<[^>\\n]{1,80}>)`;

/** Secrets that show by what stands before them. */
const KEYED: readonly KeyedForm[] = [
  {
    what: 'a password',
    pattern: new RegExp(
      `(?:pass(?:word|wd|phrase|wort)|(?<=[_-])pass|pwd|kennwort)(?<keyQuote>["']?)(?<separator>[ \\t]?[:=]\\*{0,2}[ \\t]?)${VALUE}(?<rest>[^\\n]{0,3})`,
      'gi',
    ),
    words: ['pass', 'pwd', 'kennwort'],
    isSecret: ({ value = '', separator = '', quote, keyQuote, rest = '' }, isCode) =>
      isLiteralPassword(value) &&
      (isTight(separator) || Boolean(quote && (keyQuote || isCode)) || isWholeAnswer(value, rest, isCode)),
  },
  {
    what: 'a password',
    pattern:
      /\s--?(?:password|passwd|passphrase)[ \t]+(?<quote>["']?)(?<value>[^\s"'`,;|&)<>-][^\s"'`,;|&)<>]{2,200})/g,
    words: ['-pass'],
    isSecret: ({ value = '' }, isCode) => isLiteralPassword(value) && (isCode || isMixed(value)),
  },
  {
    what: 'a secret',
    pattern: new RegExp(
      `(?:secret|token|api[_-]?key|access[_-]?key|secret[_-]?key|private[_-]?key|account[_-]?key)(?:["']?[ \\t]?[:=][ \\t]?|(?<=aws_secret_access_key|aws_session_token)[ \\t]+)${VALUE}`,
      'gi',
    ),
    words: ['secret', 'token', 'key'],
    isSecret: ({ value = '' }) => isRandomLooking(value),
  },
  {
    what: 'credentials',
    pattern: /:\/\/(?<user>[^\s:@/'"`]{0,100}):(?<value>[^\s@/'"`]{1,200})@(?!sha256:)/g,
    words: ['://'],
    isSecret: ({ user = '', value = '' }) =>
      isLiteralPassword(value) &&
      !(/^(?:user|username|usr|login|u)$/i.test(user) && /^p(?:ass(?:word)?|wd?)?$/i.test(value)),
  },
  {
    what: 'a password',
    pattern:
      /\b(?:mysql|mysqldump|mysqladmin|mysqlimport|mariadb|mariadb-dump)\b[^\n|;&`]{0,300}?\s-p(?<quote>["']?)(?<value>[^\s"'`|;&)]{2,200})/g,
    words: ['mysql', 'mariadb'],
    isSecret: ({ value = '' }) => isLiteralPassword(value),
  },
  {
    what: 'a password',
    pattern:
      /\b(?:sshpass[ \t]+-p|redis-cli\b[^\n|;&`]{0,200}?\s-a|(?:docker|podman|helm registry|oc)[ \t]+login\b[^\n|;&`]{0,200}?\s-p)[ \t]*(?<quote>["']?)(?<value>[^\s"'`|;&)]{2,200})/g,
    words: ['sshpass', 'redis-cli', 'login'],
    isSecret: ({ value = '' }) => isLiteralPassword(value),
  },
  {
    what: 'a password',
    pattern:
      /\b(?:curl|wget|https?|xh)\b[^\n|;&`]{0,200}?\s(?:-u|--user|-a|--auth)[ =](?<quote>["']?)[\w.@+-]{1,64}:(?<value>[^\s"'`|;&)]{3,200})/g,
    words: ['-u', '-a'],
    isSecret: ({ value = '' }) => isLiteralPassword(value) && !/^\d{1,5}$/.test(value),
  },
  {
    what: 'a token',
    pattern: /\b(?:Bearer|bearer|Basic)[ \t]+(?<value>[A-Za-z0-9._~+/-]{16,2000}={0,2})/g,
    words: ['bearer', 'basic'],
    isSecret: ({ value = '' }) => isMixed(value) && isRandomLooking(value),
  },
];

/** `password=x` is one without doubt; `password: x` may be the beginning of a sentence. */
const isTight = (separator: string): boolean => separator.trim() === '=';

const isMixed = (value: string): boolean => /\d/.test(value) && /[A-Za-z]/.test(value);

/** Whether nothing but an end follows, and the value is no word of a sentence. */
function isWholeAnswer(value: string, rest: string, isCode: boolean): boolean {
  return /^["'`]?[,;)|*]*\s*(?:$|#|\|)/.test(rest) && (isCode || isMixed(value) || /[!#%^&+=]/.test(value));
}

/**
 * Secrets in a text of one or several lines, in order and without overlap. Variables, references to a
 * store, masks and placeholders are none. `isCode` tells of an offset whether code stands there.
 */
export function secretsIn(text: string, isCode: (offset: number) => boolean = () => true): FoundSecret[] {
  const lower = text.toLowerCase();
  const keyed = KEYED.filter(({ words }) => words.some((word) => lower.includes(word)));
  const found = [...tokensIn(text), ...keyed.flatMap((form) => keyedIn(text, form, isCode))];
  if (found.length < 2) return found;
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let done = 0;
  return found.filter(({ start, end }) => {
    if (start < done) return false;
    done = end;
    return true;
  });
}

/** A line with every secret in it replaced by `***`; the same line when it holds none. */
export function maskSecrets(line: string): string {
  const secrets = secretsIn(line);
  if (secrets.length === 0) return line;
  let masked = '';
  let done = 0;
  for (const { start, end } of secrets) {
    masked += `${line.slice(done, start)}***`;
    done = end;
  }
  return masked + line.slice(done);
}

function tokensIn(text: string): FoundSecret[] {
  if (!BEGINNINGS.test(text)) return [];
  return TOKENS.flatMap(([what, pattern]) =>
    [...text.matchAll(pattern)]
      .filter(([token]) => !NO_TOKEN.test(token))
      .map(({ 0: token, index }) => ({ start: index, end: index + token.length, what })),
  );
}

function keyedIn(text: string, { what, pattern, isSecret }: KeyedForm, isCode: (at: number) => boolean): FoundSecret[] {
  return [...text.matchAll(pattern)].flatMap((match): FoundSecret[] => {
    const groups = match.groups ?? {};
    const { value = '', rest = '' } = groups;
    if (isReference(value) || !isSecret(groups, isCode(match.index))) return [];
    const end = match.index + match[0].length - rest.length;
    return [{ start: end - value.length, end, what }];
  });
}
