import { flagsOf, type Plan } from '@maturity-actions/criteria';
import type { FileTexts } from './file-texts.ts';

/** Largest file that is searched, and all of them together, in bytes. */
const MAX_BYTES = 512_000;
const MAX_TOTAL = 50_000_000;
const MAX_FILES = 20_000;
/** Words that are searched for, and the longest of them; others count as known. */
const MAX_WORDS = 50;
const LONGEST_WORD = 80;

/** Documents say what flags are called, code whether they are there; pictures and archives say nothing. */
const NO_CODE =
  /\.(?:md|mdx|markdown|rst|adoc|txt|lock|png|jpe?g|gif|webp|ico|svg|pdf|zip|gz|tgz|bz2|xz|7z|jar|war|class|exe|dll|so|dylib|a|o|wasm|woff2?|ttf|otf|eot|mp[34]|mov|avi|webm|wav|ogg|psd|parquet|sqlite|db|bin|dat|map|snap)$|(?:^|\/)(?:package-lock\.json|pnpm-lock\.yaml|go\.sum)$/i;

/**
 * Of the feature flags that plans name, those that the code has, in any spelling: `new-checkout` is
 * there as `NEW_CHECKOUT` and `newCheckout`. Where not all of the code can be searched, all count as known.
 */
export async function knownFlags(
  plans: readonly Plan[],
  files: ReadonlySet<string>,
  texts: FileTexts,
): Promise<ReadonlySet<string>> {
  const words = [...new Set(plans.flatMap(flagsOf).map(({ name }) => name))];
  const all: ReadonlySet<string> = new Set(words);
  const missing = new Set(words.filter((word) => word.length <= LONGEST_WORD).slice(0, MAX_WORDS));
  const documents = new Set(plans.map(({ path }) => path));
  const searched = missing.size === 0 ? [] : [...files].filter((path) => !NO_CODE.test(path) && !documents.has(path));
  if (searched.length > MAX_FILES) return all;
  let total = 0;
  for (const path of searched) {
    const text = await texts.readOnce(path, MAX_BYTES);
    // A file that is not searched may have them.
    total += text?.length ?? MAX_BYTES;
    if (total > MAX_TOTAL) return all;
    if (text !== undefined) takeFound(text, missing);
    if (missing.size === 0) break;
  }
  return new Set(words.filter((word) => !missing.has(word)));
}

/** Takes the words that a text has out of those that are missing. */
function takeFound(text: string, missing: Set<string>): void {
  if (missing.size === 0 || !new RegExp([...missing].map(spellings).join('|'), 'i').test(text)) return;
  for (const word of missing) if (new RegExp(spellings(word), 'i').test(text)) missing.delete(word);
}

/** A word in any spelling of its parts, as the source of a pattern that takes no case. */
function spellings(word: string): string {
  const parts = word.split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u).filter((part) => part !== '');
  return parts.join('[-_.: ]?');
}
