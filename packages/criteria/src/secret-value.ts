/** Words that stand where a secret will stand, or say where it is. */
const PLACEHOLDER_WORDS =
  /^(?:your|my|the|a|an|some|any|new|old|current|example|sample|dummy|fake|test|placeholder|redacted|removed|hidden|masked|change[-_]?me|change[-_]?it|todo|tbd|none|null|nil|true|false|yes|no|empty|required|optional|string|prompt|stdin|ask|see|from|stored|in|via|is|are|was|and|or|of|for|to|1password|lastpass|bitwarden|keepass\w*|vault|env|insert|enter|file)(?:[-_ .].*)?$/i;

/** Whether a value is a variable, a template, a mask, or a place in a store, and no secret itself. */
export function isReference(value: string): boolean {
  return (
    /^[$%<{[(*@&!`\\/~]|^x{3,}$|^[.…_-]+$|^\.\.?\//i.test(value) ||
    /\$[({\w]|\{\{|<[\w -]+>|\*{3}|x{4,}|X{4,}/.test(value) ||
    /^(?:op|vault|ssm|awssm|gcpsm|file|env|secretref|ref\+\w+|arn|https?|s3|projects):?\/?\//i.test(value) ||
    /^(?:arn:|vault:|ssm:|os\.environ|process\.env|env\(|getenv|secrets\.|var\.|data\.|local\.|module\.)/i.test(value)
  );
}

/** Whether a value given as a password is one: nobody can know what a password looks like, so all but words for it. */
export function isLiteralPassword(value: string): boolean {
  return value.length >= 3 && !isReference(value) && !PLACEHOLDER_WORDS.test(value);
}

/** Whether a value looks like chance and not like a name: names of secrets stand behind the same words. */
export function isRandomLooking(value: string): boolean {
  if (value.length < 12 || isReference(value) || PLACEHOLDER_WORDS.test(value)) return false;
  if (!/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  if (value.includes('/') && !/^[A-Za-z0-9/+]{32,}={0,2}$/.test(value)) return false;
  if (/[:(){}[\]\\]/.test(value)) return false;
  const parts = value.split(/[-_./]/);
  return !parts.every((part) => /^(?:[A-Za-z]*|v?\d{1,8}|[A-Za-z]{2,}\d{1,4})$/.test(part));
}
