import { describe, expect, test } from '@jest/globals';
import {
  estimatedMinutes,
  formatDate,
  type GateError,
  lastTested,
  type Plan,
  parseInstant,
} from '@maturity-actions/criteria';
import { type PlanSelection, readPlans } from '../src/plan/read-plan.ts';

const NOW = parseInstant('2026-11-20T12:00:00Z') as number;

async function read(text: string, part: PlanSelection['part'] = 'file'): Promise<Plan> {
  const [plan] = await readPlans({ path: 'docs/ROLLBACK.md', isFile: true, text }, { kind: 'rollback', part });
  if (!plan) throw new Error('no plan');
  return plan;
}

const tested = (plan: Plan): string | null => {
  const at = lastTested(plan, NOW);
  return at === null ? null : formatDate(at);
};

describe('forms of steps', () => {
  const forms: readonly { name: string; text: string; form: string; steps: number; isNumbered?: boolean }[] = [
    {
      name: 'ordered list',
      text: '1. Stop the workers\n2. Restore the image\n3. Start the workers',
      form: 'ordered-list',
      steps: 3,
    },
    {
      name: 'all numbered 1.',
      text: '1. Stop the workers\n1. Restore the image\n1. Start',
      form: 'ordered-list',
      steps: 3,
    },
    {
      name: 'split by a fence at the margin',
      text: '1. Stop\n\n```bash\nmake stop\n```\n\n2. Start\n\n```bash\nmake start\n```',
      form: 'ordered-list',
      steps: 2,
    },
    {
      name: 'numbered headings',
      text: '### 1. Stop\n\ntext\n\n### 2. Restore\n\ntext',
      form: 'numbered-heading',
      steps: 2,
    },
    {
      name: 'headings that say step',
      text: '### Step 1 - Stop\n\ntext\n\n### Step 2 - Restore\n\ntext',
      form: 'numbered-heading',
      steps: 2,
    },
    {
      name: 'bold labels',
      text: '**Step 1: Stop the workers**\n\ntext\n\n**Step 2: Restore the image**\n\ntext',
      form: 'bold-label',
      steps: 2,
    },
    {
      name: 'comments in one fence',
      text: '```bash\n# 1. Stop\nmake stop\n# 2. Start\nmake start\n```',
      form: 'code-comment',
      steps: 2,
    },
    { name: 'task list', text: '- [ ] Stop the workers\n- [ ] Restore the image', form: 'task-list', steps: 2 },
    { name: 'table', text: '| # | Action |\n|---|---|\n| 1 | Stop |\n| 2 | Restore |', form: 'table', steps: 2 },
    {
      name: 'bullets',
      text: '- Stop the workers\n- Restore the image',
      form: 'bullet-list',
      steps: 2,
      isNumbered: false,
    },
    {
      name: 'below a bold label',
      text: '**Procedure:**\n\n1. Switch traffic\n2. Tell the team',
      form: 'ordered-list',
      steps: 2,
    },
    { name: 'in a quote', text: '> 1. Stop the workers\n> 2. Restore the image', form: 'ordered-list', steps: 2 },
    {
      name: 'in details',
      text: '<details>\n<summary>How</summary>\n\n1. Stop the workers\n2. Restore\n\n</details>',
      form: 'ordered-list',
      steps: 2,
    },
  ];
  test.each(forms)('$name', async ({ text, form, steps, isNumbered = true }) => {
    const { procedures } = await read(`# Rollback\n\n## Steps\n\n${text}\n`);
    expect(procedures.map((one) => [one.form, one.steps.length, one.isNumbered])).toEqual([[form, steps, isNumbered]]);
  });

  test('the numbers, commands and lines of steps', async () => {
    const { procedures, commands } = await read(
      '# Rollback\n\n1. Stop: `make stop`\n\n```bash\nsleep 1\n```\n\n2. Start\n   ```bash\n   $ make start \\\n     --fast\n   # done\n   ```\n',
    );
    expect(commands.map(({ text, line }) => [line, text])).toEqual([
      [3, 'make stop'],
      [6, 'sleep 1'],
      [11, 'make start --fast'],
    ]);
    const [{ steps } = { steps: [] }] = procedures;
    expect(steps.map(({ number, line, endLine, commands: own }) => [number, line, endLine, own])).toEqual([
      [1, 3, 7, [0, 1]],
      [2, 9, 14, [2]],
    ]);
  });

  const none: readonly { name: string; text: string }[] = [
    { name: 'a list of reasons', text: '## Why\n\n1. Revert is cheap\n2. Deploy is slow' },
    { name: 'a list of triggers', text: '## Triggers\n\n1. Error rate above 5 %\n2. Health check fails' },
    { name: 'the steps of the test', text: '## Was the rollback tested?\n\n1. Create a cluster\n2. Delete it' },
    { name: 'facts', text: 'The parts:\n\n1. The web shop\n2. The ledger' },
    { name: 'version headings', text: '### 1.2 Added\n\ntext\n\n### 1.3 Fixed\n\ntext' },
  ];
  test.each(none)('$name is no procedure', async ({ text }) => {
    expect((await read(`# Rollback\n\n${text}\n`)).procedures).toEqual([]);
  });
});

describe('times', () => {
  const times: readonly { name: string; text: string; minutes: number | null }[] = [
    { name: 'a label', text: '**Estimated time:** 10 minutes', minutes: 10 },
    { name: 'a heading', text: '### Estimated Time: 10 minutes', minutes: 10 },
    { name: 'a section', text: '### Estimated time\n\n5-10 minutes', minutes: 10 },
    { name: 'an RTO', text: 'RTO: 15 min', minutes: 15 },
    { name: 'in a heading', text: '### Quick rollback (< 5 minutes)\n\ntext', minutes: 5 },
    { name: 'a sentence', text: 'The rollback takes about 8 minutes.', minutes: 8 },
    { name: 'seconds', text: 'Estimated time: 90 seconds', minutes: 1.5 },
    { name: 'hours with a comma', text: 'Dauer: 1,5 Stunden', minutes: 90 },
    { name: 'a number in words', text: 'The rollback takes about ten minutes.', minutes: 10 },
    { name: 'a range in words', text: '**Estimated time:** ten to fifteen minutes', minutes: 15 },
    { name: 'half an hour', text: 'Estimated time: half an hour', minutes: 30 },
    { name: 'a number in words of another language', text: 'Dauer: etwa zwanzig Minuten', minutes: 20 },
    { name: 'a figure behind Chinese', text: '预计时间：大约10分钟', minutes: 10 },
    { name: 'a number in Chinese', text: '预计时间：约十五分钟', minutes: 15 },
    {
      name: 'step times in words',
      text: '1. Stop the workers (two minutes)\n2. Restore the image (about five minutes)',
      minutes: 7,
    },
    { name: 'no watch in words', text: '1. Monitor metrics for fifteen minutes\n2. Stop the workers', minutes: null },
    { name: 'no number of other things', text: 'Estimated time: see the two pages on minutes', minutes: null },
    { name: 'no number that is not understood', text: 'Durée : quatre-vingt-dix minutes', minutes: null },
    { name: 'hours and minutes', text: 'Estimated time: 1 hour 30 minutes', minutes: 90 },
    { name: 'hours and minutes with a joint', text: 'The rollback takes 1 h and 20 min.', minutes: 80 },
    { name: 'hours and minutes in words', text: 'It takes one hour and thirty minutes.', minutes: 90 },
    { name: 'two times that are no sum', text: 'Estimated time: 10 minutes, 1 hour at night', minutes: 60 },
    { name: 'no part of a larger number', text: 'Estimated time: a hundred and twenty minutes', minutes: null },
    { name: 'step times', text: '1. Stop the workers (2 min)\n2. Restore the image (~ 5 min)', minutes: 7 },
    {
      name: 'a column of a table',
      text: '| # | Step | Duration |\n|-|-|-|\n| 1 | Stop | 2 min |\n| 2 | Restore | 5 min |',
      minutes: 7,
    },
    {
      name: 'the total of a table',
      text: '| # | Step | Duration |\n|-|-|-|\n| 1 | Stop | 2 min |\n| 2 | Restore | 5 min |\n| | Total | 7 min |',
      minutes: 7,
    },
    {
      name: 'no trigger',
      text: '## Triggers\n\n- Error rate above 5 % for 5 minutes\n- No answer for > 60 seconds',
      minutes: null,
    },
    {
      name: 'no timeout of a command',
      text: '1. Wait: `helm rollback app --wait --timeout 15m`\n2. Stop',
      minutes: null,
    },
    { name: 'no timeout in words', text: '1. Set the timeout to 15 minutes\n2. Stop', minutes: null },
    { name: 'no watch', text: '1. Monitor metrics for 15 minutes\n2. Stop the workers', minutes: null },
    { name: 'no wait', text: '1. Wait 5 minutes\n2. Stop the workers', minutes: null },
    { name: 'no window', text: 'Orders of the last 24h are kept.', minutes: null },
    { name: 'no time to live', text: '1. Set the TTL to 60 seconds\n2. Stop the workers', minutes: null },
  ];
  test.each(times)('$name', async ({ text, minutes }) => {
    expect(estimatedMinutes(await read(`# Rollback\n\n${text}\n`))).toBe(minutes);
  });
});

describe('tests of the plan', () => {
  const cases: readonly { name: string; text: string; day: string | null }[] = [
    { name: 'a label', text: '**Last tested:** 2026-10-01', day: '2026-10-01' },
    { name: 'a sentence', text: 'Tested in staging on 1 October 2026 by @ana.', day: '2026-10-01' },
    { name: 'a checked box', text: '- [x] Rollback tested on Oct 1, 2026', day: '2026-10-01' },
    {
      name: 'a table',
      text: '## Test record\n\n| Date | Result |\n|-|-|\n| 2026-03-01 | passed |\n| 2026-10-01 | passed |',
      day: '2026-10-01',
    },
    { name: 'a drill', text: '## Drills\n\n- 01.10.2026: 9 minutes, no surprises', day: '2026-10-01' },
    { name: 'the earlier reading of a date with slashes', text: 'Last tested: 04/03/2026', day: '2026-03-04' },
    { name: 'no box that is not checked', text: '- [ ] Rollback tested on 2026-10-01', day: null },
    { name: 'no failed one', text: '## Test record\n\n- 2026-10-01: failed, the image was gone', day: null },
    { name: 'no schedule', text: 'Test the rollback monthly.', day: null },
    { name: 'no plan to test', text: 'To be tested on 2026-11-01.', day: null },
    { name: 'both left standing', text: '**Last rollback test**: 2026-10-07 | Never Tested', day: null },
    { name: 'no word without a date', text: 'This was VERIFIED and tested.', day: null },
    { name: 'not the future', text: 'Last tested: 2027-01-01', day: null },
    { name: 'no day that is none', text: 'Last tested: 2026-02-30', day: null },
  ];
  test.each(cases)('$name', async ({ text, day }) => {
    expect(tested(await read(`# Rollback\n\n${text}\n`))).toBe(day);
  });
});

describe('triggers', () => {
  test('figures, spans and metrics', async () => {
    const { triggers } = await read(
      '# Rollback\n\n## Automatic triggers\n\n- Error rate > 5% (within 5 minutes)\n- Response time > 2x baseline\n- p95 latency above 800 ms for ten minutes\n- Health check failures\n- Something odd\n- N/A\n',
    );
    expect(
      triggers.map(({ metrics, threshold, withinMinutes, isConcrete }) => [
        metrics[0],
        threshold,
        withinMinutes,
        isConcrete,
      ]),
    ).toEqual([
      ['error-rate', { value: 5, unit: '%' }, 5, true],
      ['response-time', { value: 2, unit: 'x' }, undefined, true],
      ['response-time', { value: 800, unit: 'ms' }, 10, true],
      ['health-check', undefined, undefined, true],
      ['other', undefined, undefined, false],
    ]);
    expect(triggers.every(({ isAutomatic }) => isAutomatic)).toBe(true);
  });

  const sentences: readonly { text: string; count: number }[] = [
    { text: 'Rollback is automatic on health check failure.', count: 1 },
    { text: 'Roll back when the error rate exceeds 5 %.', count: 1 },
    { text: 'If issues arise:', count: 0 },
    { text: 'If the upgrade misbehaves, roll back to the previous revision.', count: 0 },
    { text: 'When you trigger the deploy job, updates stop.', count: 0 },
    { text: 'This runbook can be used if the CDN is down.', count: 1 },
  ];
  test.each(sentences)('$text', async ({ text, count }) => {
    expect((await read(`# Rollback\n\n${text}\n`)).triggers).toHaveLength(count);
  });
});

describe('what is no structure', () => {
  test('a comment in a fence is no heading', async () => {
    const { sections } = await read('# Rollback\n\n```bash\n# Database\nmake\n```\n');
    expect(sections.map(({ title }) => title)).toEqual(['Rollback']);
  });

  test('a fence that is never closed ends with the file', async () => {
    const { blocks } = await read('# Rollback\n\n```bash\nmake\n');
    expect(blocks.at(-1)?.code).toMatchObject({ isClosed: false, lines: ['make'], language: 'bash' });
  });

  test('a front matter is no heading, and its owner is one', async () => {
    const { blocks, owners } = await read('---\ntitle: Rollback\nowner_slack: "#payments"\n---\n\n# Rollback\n');
    expect(blocks.filter(({ kind }) => kind === 'heading')).toHaveLength(1);
    expect(owners.map(({ text }) => text)).toEqual(['owner slack: #payments']);
  });

  test('lines of files with CRLF', async () => {
    expect((await read('# Rollback\r\n\r\n1. Stop the workers\r\n2. Start them\r\n')).procedures[0]).toMatchObject({
      line: 3,
      endLine: 4,
    });
  });
});

describe('parts of a file', () => {
  const file =
    '# Maturity\n\ntext\n\n## Rollback Plan\n\n### Rollback steps\n\n1. Stop the workers\n2. Start\n\n## Next\n\ntext\n\n## API: transaction rollback()\n\ntext\n';

  test('with a heading that says so, outermost only', async () => {
    const plans = await readPlans(
      { path: 'MATURITY.md', isFile: true, text: file },
      { kind: 'rollback', part: 'sections' },
    );
    expect(plans.map(({ sectionTitle, line, endLine }) => [sectionTitle, line, endLine])).toEqual([
      ['Rollback Plan', 5, 10],
    ]);
  });

  test('by name, in any case', async () => {
    expect((await read(file, { named: 'next' })).line).toBe(12);
  });

  test.each([
    'Откат',
    'Plan de Rollback',
    'Rollback Planı',
    'Rollback-arbetsflöde',
    'Plan de retour arrière',
    'Rückfallplan',
    'Plan de reversión',
    'Plano de reversão',
    'Plan wycofania zmian',
    '回滚方案',
    '🔙 Emergency Rollback',
    '7. Roll back your app',
    'If something goes wrong',
    'Back-out plan',
    'Återställningsplan',
    'Geri alma adımları',
  ])('%s is one', async (title) => {
    expect((await read(`# Guide\n\n## ${title}\n\ntext\n`, 'sections')).sectionTitle).toBe(title);
  });

  test.each(['Rollback button in the editor', 'Transaction rollback', 'Fallback fonts', 'Rollback API', 'Deploy'])(
    '%s is none',
    async (title) => {
      expect(
        await readPlans(
          { path: 'a.md', isFile: true, text: `# Guide\n\n## ${title}\n\ntext\n` },
          { kind: 'rollback', part: 'sections' },
        ),
      ).toEqual([]);
    },
  );
});

describe('what cannot be read', () => {
  const bad: readonly { name: string; text: string; code: string }[] = [
    { name: 'nothing', text: ' \n', code: 'E_EMPTY' },
    { name: 'too much', text: '# Rollback\n'.repeat(500_000), code: 'E_TOO_LARGE' },
    { name: 'quotes in quotes', text: `${'>'.repeat(20_000)} a`, code: 'E_TOO_DEEP' },
    {
      name: 'lists in lists',
      text: Array.from({ length: 600 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'),
      code: 'E_TOO_DEEP',
    },
  ];
  test.each(bad)('$name', async ({ text, code }) => {
    const failed = read(text).catch((error: GateError) => error.failures.map((failure) => failure.code));
    expect(await failed).toEqual([code]);
  });
});

describe('languages', () => {
  const plans: Readonly<Record<string, string>> = {
    German:
      '# Rückfallplan\n\n## Auslöser\n\n- Fehlerrate über 5 %\n\n## Ablauf\n\n1. Dienst anhalten: `docker compose stop web`\n2. Altes Abbild starten: `docker compose up -d web`\n\n## Datenbank\n\n- Keine Migrationen\n\n## Geschätzte Dauer\n\n10 Minuten\n\n## Überprüfung\n\n- `curl --fail http://localhost/health` antwortet\n\n## Test\n\nZuletzt getestet am 1. Oktober 2026.\n',
    French:
      '# Plan de retour arrière\n\n## Déclencheurs\n\n- Taux d’erreur supérieur à 5 %\n\n## Étapes\n\n1. Arrêter le service : `docker compose stop web`\n2. Démarrer l’ancienne image : `docker compose up -d web`\n\n## Base de données\n\n- Aucune migration\n\n## Durée\n\n10 minutes\n\n## Vérification\n\n- `curl --fail http://localhost/health` répond\n\n## Exercice\n\nTesté le 1 octobre 2026.\n',
    Spanish:
      '# Plan de reversión\n\n## Disparadores\n\n- Tasa de error superior al 5 %\n\n## Pasos\n\n1. Detener el servicio: `docker compose stop web`\n2. Iniciar la imagen anterior: `docker compose up -d web`\n\n## Base de datos\n\n- Ninguna migración\n\n## Duración\n\n10 minutos\n\n## Comprobación\n\n- `curl --fail http://localhost/health` responde\n\n## Simulacro\n\nProbado el 1 de octubre de 2026.\n',
    Portuguese:
      '# Plano de reversão\n\n## Gatilhos\n\n- Taxa de erro acima de 5 %\n\n## Passos\n\n1. Parar o serviço: `docker compose stop web`\n2. Iniciar a imagem anterior: `docker compose up -d web`\n\n## Banco de dados\n\n- Sem migrações\n\n## Duração\n\n10 minutos\n\n## Verificação\n\n- `curl --fail http://localhost/health` responde\n\n## Ensaio\n\nTestado em 1 de outubro de 2026.\n',
    Russian:
      '# Откат\n\n## Условия\n\n- Доля ошибок выше 5 %\n\n## Шаги\n\n1. Остановить сервис: `docker compose stop web`\n2. Запустить прежний образ: `docker compose up -d web`\n\n## База данных\n\n- Миграций нет\n\n## Время\n\n10 минут\n\n## Проверка\n\n- `curl --fail http://localhost/health` отвечает\n\n## Учения\n\nПроверено 1 октября 2026 года.\n',
    Turkish:
      '# Geri alma planı\n\n## Tetikleyiciler\n\n- Hata oranı %5 üzerinde\n\n## Adımlar\n\n1. Servisi durdur: `docker compose stop web`\n2. Eski imajı başlat: `docker compose up -d web`\n\n## Veritabanı\n\n- Göç yok\n\n## Tahmini süre\n\n10 dakika\n\n## Doğrulama\n\n- `curl --fail http://localhost/health` yanıt veriyor\n\n## Tatbikat\n\n1 Ekim 2026 tarihinde test edildi.\n',
    Swedish:
      '# Återställningsplan\n\n## Utlösare\n\n- Felfrekvens över 5 %\n\n## Steg\n\n1. Stoppa tjänsten: `docker compose stop web`\n2. Starta den gamla avbilden: `docker compose up -d web`\n\n## Databas\n\n- Inga migreringar\n\n## Uppskattad tid\n\n10 minuter\n\n## Bekräfta\n\n- `curl --fail http://localhost/health` svarar\n\n## Övning\n\nTestad den 1 oktober 2026.\n',
    Polish:
      '# Plan wycofania\n\n## Warunki\n\n- Odsetek błędów powyżej 5 %\n\n## Kroki\n\n1. Zatrzymaj usługę: `docker compose stop web`\n2. Uruchom poprzedni obraz: `docker compose up -d web`\n\n## Baza danych\n\n- Brak migracji\n\n## Szacowany czas\n\n10 minut\n\n## Weryfikacja\n\n- `curl --fail http://localhost/health` odpowiada\n\n## Ćwiczenia\n\nPrzetestowano 1 października 2026.\n',
    Chinese:
      '# 回滚方案\n\n## 触发条件\n\n- 错误率超过 5 %\n\n## 步骤\n\n1. 停止服务：`docker compose stop web`\n2. 启动旧镜像：`docker compose up -d web`\n\n## 数据库\n\n- 无迁移\n\n## 预计时间\n\n10 分钟\n\n## 验证\n\n- `curl --fail http://localhost/health` 有响应\n\n## 演练\n\n2026年10月1日测试通过。\n',
  };
  test.each(Object.entries(plans))('%s', async (_, text) => {
    const plan = await read(text, 'sections');
    expect({
      triggers: plan.triggers.map(({ threshold, isConcrete }) => [threshold?.value ?? null, isConcrete]),
      steps: plan.procedures.map(({ form, steps }) => [form, steps.length]),
      commands: plan.commands.length,
      database: plan.database.length,
      minutes: estimatedMinutes(plan),
      verifications: plan.verifications.length,
      tested: tested(plan),
    }).toEqual({
      triggers: [[5, true]],
      steps: [['ordered-list', 2]],
      commands: 3,
      database: 1,
      minutes: 10,
      verifications: 1,
      tested: '2026-10-01',
    });
  });
});

test('facts on lines of their own are facts of their own', async () => {
  const plan = await read(
    '# Plan de reversión\n\n**Responsable:** @equipo/pagos  \n**Tiempo estimado:** 10 minutos\n**Disparador:** tasa de error\nsuperior al 5 %\n',
  );
  expect(plan.blocks.map(({ line, endLine, text }) => [line, endLine, text])).toEqual([
    [1, 1, 'Plan de reversión'],
    [3, 3, 'Responsable: @equipo/pagos'],
    [4, 4, 'Tiempo estimado: 10 minutos'],
    [5, 6, 'Disparador: tasa de error superior al 5 %'],
  ]);
  expect([plan.owners.length, estimatedMinutes(plan), plan.triggers.length]).toEqual([1, 10, 1]);
});

test.each([
  '## Trigger\n\n- Error rate above 5 %',
  '**Trigger**: error rate above 5 %',
  'Trigger: error rate above 5 %',
])('%j is a trigger', async (text) => {
  expect((await read(`# Rollback\n\n${text}\n`)).triggers).toHaveLength(1);
});

test('a column Time holds the times of steps', async () => {
  const table = '| # | Step | Time |\n|-|-|-|\n| 1 | Stop the workers | 2 min |\n| 2 | Restore the image | 5 min |';
  expect(estimatedMinutes(await read(`# Rollback\n\n${table}\n`))).toBe(7);
});
