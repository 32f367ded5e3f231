type Json = Readonly<Record<string, unknown>>;

const LEVELS: readonly unknown[] = ['none', 'note', 'warning', 'error'];
/** What may stand in the path of a URI (RFC 3986, 3.3); a dot that is encoded would hide a path that climbs. */
const URI = /^(?:[\w.~!$&'()*+,;=:@/-]|%(?!2e)[0-9a-f]{2})+$/i;
/** GitHub refuses a run with more. */
const MOST_RESULTS = 25_000;

/**
 * What is wrong with a SARIF file that is meant for code scanning; nothing when it is valid. Looks at
 * what SARIF 2.1.0 demands of the parts that gates write, and at what GitHub demands beyond it: each
 * result has a place in the repository, rules are rated by numbers from 0 to 10 in strings.
 */
export function sarifProblems(text: string): string[] {
  const document = asMap(JSON.parse(text));
  const runs = asList(document.runs).map(asMap);
  return [
    ...problem(document.version === '2.1.0', 'version is not 2.1.0'),
    ...problem(runs.length === 1, `${runs.length} runs instead of one`),
    ...runs.flatMap(runProblems),
  ];
}

function runProblems(run: Json): string[] {
  const driver = asMap(asMap(run.tool).driver);
  const rules = asList(driver.rules).map(asMap);
  const ids = rules.map(({ id }) => id);
  const results = asList(run.results ?? []).map(asMap);
  return [
    ...problem(isText(driver.name), 'the driver has no name'),
    ...problem(new Set(ids).size === ids.length, 'two rules have the same id'),
    ...problem(results.length <= MOST_RESULTS, `${results.length} results`),
    ...rules.flatMap(ruleProblems),
    ...results.flatMap((result) => resultProblems(result, ids)),
    ...asList(run.invocations ?? []).flatMap((invocation) =>
      problem(typeof asMap(invocation).executionSuccessful === 'boolean', 'an invocation without executionSuccessful'),
    ),
  ];
}

function ruleProblems({ id, shortDescription, helpUri, properties }: Json): string[] {
  const score = asMap(properties)['security-severity'];
  return [
    ...problem(isText(id), 'a rule without an id'),
    ...problem(isText(asMap(shortDescription).text), `rule ${id} has no short description`),
    ...problem(helpUri === undefined || /^https:\/\//.test(String(helpUri)), `rule ${id} leads to ${helpUri}`),
    ...problem(isScore(score), `rule ${id} is rated ${score}`),
  ];
}

function resultProblems(result: Json, ids: readonly unknown[]): string[] {
  const { ruleId, ruleIndex, level, message, locations, properties, partialFingerprints, suppressions } = result;
  const places = asList(locations ?? []).map(asMap);
  return [
    ...problem(ids[Number(ruleIndex)] === ruleId, `result of ${ruleId} points at rule ${ruleIndex}`),
    ...problem(LEVELS.includes(level), `result of ${ruleId} has the level ${level}`),
    ...problem(isText(asMap(message).text), `result of ${ruleId} has no message`),
    ...problem(places.length > 0, `result of ${ruleId} has no place`),
    ...places.flatMap(placeProblems),
    ...problem(Object.values(asMap(partialFingerprints)).every(isText), `a fingerprint of ${ruleId} is no text`),
    ...problem(isScore(asMap(properties)['security-severity']), `result of ${ruleId} is rated out of range`),
    ...asList(suppressions ?? []).flatMap((one) =>
      problem(['inSource', 'external'].includes(String(asMap(one).kind)), `a suppression of ${ruleId} has no kind`),
    ),
  ];
}

function placeProblems(location: Json): string[] {
  const { artifactLocation, region } = asMap(location.physicalLocation);
  const uri = asMap(artifactLocation).uri;
  const line = asMap(region).startLine;
  const isInside = isText(uri) && !/^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(uri) && !/(?:^|\/)\.\.(?:\/|$)/.test(uri);
  return [
    ...problem(isInside, `the place ${uri} is no path of the repository`),
    ...problem(isText(uri) && URI.test(uri), `the place ${uri} is no URI`),
    ...problem(Number.isInteger(line) && Number(line) > 0, `line ${line} of ${uri}`),
  ];
}

/** GitHub takes a number in a string only. */
function isScore(score: unknown): boolean {
  if (score === undefined) return true;
  return typeof score === 'string' && /^\d+\.\d$/.test(score) && Number(score) > 0 && Number(score) <= 10;
}

const problem = (isSound: boolean, text: string): string[] => (isSound ? [] : [text]);
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const asMap = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});
