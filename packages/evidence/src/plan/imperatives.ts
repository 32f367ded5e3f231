import { fold } from './plan-words.ts';

/** Verbs with which steps begin. English only: elsewhere the form of a list has to do. */
const VERBS: ReadonlySet<string> = new Set(
  `abort access activate add adjust alert announce apply approve archive ask assess assign attach back backup begin bounce
  block bring build bump call cancel change check checkout choose clean clear click clone close collect commit communicate compare
  complete confirm connect contact convert copy create cut deactivate decide declare decommission decrease delete deploy describe
  destroy detach determine disable disconnect discard dispatch do document download downgrade downscale drain drop edit email enable
  ensure enter escalate establish evaluate execute exit export fail failover find finish fix flip flush follow force get git give go
  halt identify import increase inform initiate inspect install invalidate invoke issue keep kill launch leave let list locate lock
  log login look lower maintain make mark merge migrate modify monitor mount move navigate notify observe obtain open page pause
  perform pin ping point post prepare press prevent promote provision publish pull purge push put query quit raise re-deploy re-enable
  re-run read rebase rebuild reboot reconfigure record recover recreate redeploy redirect reduce refresh register reinstall release
  reload remove rename renew repeat replace replay report request rerun reroute reset resize resolve restart restore resume resync
  retag retrieve retry return revert review revoke roll rollback rotate route run save scale schedule select send set setup shift ship
  shut sign silence skip snapshot spin ssh start stop store submit suspend swap switch sync tag take tear tell terminate test toggle
  track transfer trigger turn type uncordon undeploy undo uninstall unlock unmount unpause update upgrade upload use validate verify
  view visit wait warm watch write zip`.split(/\s+/),
);

/** Words of English that nearly every sentence of it has. */
const ENGLISH = /\b(?:the|and|of|to|is|for|with|from|this)\b/g;

/** Whether a text is English, as far as that matters: lists in other languages are taken at their form. */
export function isEnglish(text: string): boolean {
  const sample = text.slice(0, 20_000);
  const words = sample.split(/\s+/).length;
  return words < 12 || (sample.toLowerCase().match(ENGLISH)?.length ?? 0) * 40 > words;
}

/** Whether a text tells somebody to do something: `Restart the workers`, `If it fails, restart ...`, `**Quick rollback**: ...`. */
export function isImperative(text: string): boolean {
  const start = fold(text.slice(0, 200));
  const [, first = '', second = ''] = FIRST_WORDS.exec(start) ?? [];
  if (VERBS.has(first)) return true;
  if (BEFORE_VERB.test(first)) return VERBS.has(second);
  const after = BEHIND_CLAUSE.exec(start)?.[1];
  return after !== undefined && VERBS.has(after);
}

const FIRST_WORDS = /^[^\p{L}]*([\p{L}-]+)(?:[^\p{L}-]+([\p{L}-]+))?/u;
const BEFORE_VERB =
  /^(?:then|now|next|first|finally|please|manually|immediately|also|optionally|quick|full|emergency|partial)$/;
const BEHIND_CLAUSE =
  /^[^\p{L}]*(?:if|when|once|after|before|on|in|from|for)\b[^,:]{1,100}[,:]\s*(?:then\s+)?([\p{L}-]+)/u;
