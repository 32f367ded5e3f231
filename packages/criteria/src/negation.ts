/** What forbids what follows it, in the languages of plans; the sentence ends what it is about. */
const FORBIDDEN =
  /(?<![\p{L}\p{N}])(?:never|not|don['’]?t|do not|doesn['’]?t|avoid|instead of|rather than|without|no longer|wrong|bad|forbidden|cannot|can['’]?t|must not|should not|shouldn['’]?t|nie|niemals|nicht|kein(?:e[nmrs]?)?|statt|vermeiden?|jamais|ne|pas|éviter|évitez|sans|nunca|jamás|evitar?|evite|não|nao|не|никогда|нельзя|asla|değil|aldrig|inte|undvik|nigdy|unikaj)(?![\p{L}\p{N}])|不要|不得|禁止|切勿|请勿|避免/iu;
const FORBIDDEN_AFTER =
  /^[^.!?。！？\n]{0,80}?(?<![\p{L}\p{N}])(?:is (?:not|never|forbidden|wrong)|are (?:not|never)|must not|must never|should not|may not|not allowed|prohibited|forbidden|verboten|interdit|prohibid[oa]|proibid[oa]|запрещен|yasak|förbjuden|zabronion)/iu;
const LONGEST = 200;

/** Whether a sentence forbids what stands between `before` and `after`, which may be longer than the sentence. */
export function isForbidden(before: string, after = ''): boolean {
  const sentence =
    before
      .slice(-LONGEST)
      .split(/[.!?。！？;；\n](?=\s|$)|。|！|\n/u)
      .at(-1) ?? '';
  return FORBIDDEN.test(sentence) || FORBIDDEN_AFTER.test(after.slice(0, LONGEST));
}
