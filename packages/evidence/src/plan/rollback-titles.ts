import { plainTitle, words } from './plan-words.ts';
import { wordSets } from './word-sets.ts';

/** Headings that say: here is a way back. */
const ROLLBACK_WORDS = words(
  'rollback, roll back, roll-back, rolling back, rolled back, back out, back-out, backout, backing out',
  'revert, fall back, fallback, downgrade, if something goes wrong, when something goes wrong',
  'undo the release, undo a release, undo the deploy, zuruckroll, ruckroll, ruckfall, ruckabwicklung',
  'zurucksetz, wenn etwas schief, retour arriere, retour en arriere, plan de repli, plan de retour',
  'revenir en arriere, reversion, revertir, marcha atras, vuelta atras, reversao, reverter',
  'retorno de versao, откат, возврат к пред, geri alma, geri donus, geri al, aterstall, tillbakarull',
  'rulla tillbaka, aterga, wycofan, cofniec, przywrocen, przywracan, 回滚, 回退',
);

/** What makes a heading with such a word one about a feature, an API or a text, and no way back. */
const OTHER_ROLLBACK =
  /\b(?:api|button|endpoint|transaction|savepoint|isolation|functions?|methods?|class(?:es)?|command reference|feature request|changelog|support for)\b|\(\)|\bfallback (?:font|image|value|route|language|locale|chain|handler|polic)/;

const ROLLBACK = wordSets({ rollback: ROLLBACK_WORDS });

/** Whether a heading announces a way back. */
export function isRollbackTitle(title: string): boolean {
  const plain = plainTitle(title);
  return ROLLBACK.find(plain) !== 0 && !OTHER_ROLLBACK.test(plain);
}
