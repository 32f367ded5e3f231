/** A text without the user names and passwords of the addresses in it: `https://token@host/` is `https://host/`. */
export function withoutCredentials(text: string): string {
  return text.replace(/\/\/[^/\s]*@/g, '//');
}
