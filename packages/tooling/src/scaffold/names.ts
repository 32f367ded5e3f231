/** Whether a text is kebab-case: lower-case words and numbers joined by single hyphens, a letter first. */
export function isKebabCase(text: string): boolean {
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text);
}

/** `coverage-floor` as `coverageFloor`. */
export function camelCase(kebab: string): string {
  return kebab.replace(/-([a-z0-9])/g, (_, first: string) => first.toUpperCase());
}

/** `coverage-floor` as `Coverage floor`. */
export function sentenceCase(kebab: string): string {
  const words = kebab.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
