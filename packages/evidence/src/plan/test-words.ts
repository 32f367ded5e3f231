import { words } from './plan-words.ts';

/** Words of tests of a plan, folded. */
export const TEST_WORDS = {
  /** The way back was tried. */
  tested: words(
    'tested, last test, rollback test, drill, rehears, exercised, dry run, dry-run, game day, practised',
    'practiced, verified in staging, getestet, geprobt, geubt, probelauf, teste, exercice, essai, probado',
    'ensayad, simulacro, testado, ensaiad, протестирован, проверено, последняя проверка, проверка плана, учени, отработан, test edil',
    'tatbikat, testad, ovad, ovning, przetestowan, cwiczen, 演练, 测试',
  ),
  /** Not done, or not yet. */
  notDone: words(
    'never, not tested, not yet, untested, not been tested, has not, to be tested, tbd, todo, planned',
    'scheduled for, must be tested, should be tested, will be tested, needs to be, pending',
    'nicht getestet, noch nicht, nie , jamais, pas encore, nunca, todavia no, ainda nao, никогда',
    'не тестир, не провер, henuz, hic , aldrig, inte , nigdy, jeszcze nie, 未, 从未',
  ),
} satisfies Record<string, readonly string[]>;
