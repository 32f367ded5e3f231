import type { Failure, Plan } from '@maturity-actions/criteria';
import { memorySource } from '../src/byte-source.ts';
import { gatherPlans, type PlanRequest } from '../src/plan/gather-plans.ts';
import type { Repository } from '../src/repository/repository.ts';
import { memoryRepository } from './memory-repository.ts';

const PLAN = '# Rollback plan\n\n1. Stop it: `docker compose stop api`\n2. Start the old one: `make back`\n';
const part = (title: string, body = '1. Run `make back`\n2. Run `make check`\n'): string => `## ${title}\n\n${body}`;

const WHOLE: PlanRequest = { components: [], settings: {} };
const named = ({ path, sectionTitle, line }: Plan): string =>
  `${path}${sectionTitle === undefined ? '' : `#${sectionTitle}`}:${line}`;
const codes = (failures: readonly Failure[]): string[] => failures.map(({ code, where }) => `${code} ${where}`);

async function gathered(files: Readonly<Record<string, string>>, request: Partial<PlanRequest> = {}) {
  const evidence = await gatherPlans(memoryRepository({ tracked: files }), { ...WHOLE, ...request });
  return { ...evidence, names: evidence.plans.map(named), codes: codes(evidence.failures) };
}

const glob = (...globs: string[]) => globs.map((one) => ({ glob: one, where: 'input plans' }));

describe('the usual places', () => {
  test('files that are named for it are plans as a whole, in other documents the parts are; in the order of paths and lines', async () => {
    const { names, codes: failures } = await gathered({
      'z/MATURITY.md': `# A\n\n${part('Rollback Plan')}\n${part('Other')}\n${part('Back out')}`,
      'docs/ROLLBACK.md': PLAN,
      'docs/deploy.md': `# Deploy\n\n${part('Steps')}`,
      'docs/guide.md': part('Rollback'),
      'README.md': part('Rollback'),
    });
    expect(names).toEqual(['docs/ROLLBACK.md:1', 'z/MATURITY.md#Rollback Plan:3', 'z/MATURITY.md#Back out:13']);
    expect(failures).toEqual([]);
  });

  test('READMEs and all of docs are searched only where there is nothing else, for what tells somebody to do something', async () => {
    const files = {
      'README.md': `# Shop\n\n${part('Rollback')}`,
      'docs/a/guide.md': part('Roll back a release'),
      'docs/feature.md': part('Rollback', 'Undo and redo are features of the editor.\n'),
      'src/notes.md': part('Rollback'),
    };
    expect((await gathered(files)).names).toEqual(['README.md#Rollback:3', 'docs/a/guide.md#Roll back a release:1']);
  });

  test('says where it looked when there is none', async () => {
    const { plans, failures, lookedAt } = await gathered({ 'README.md': '# Shop', 'docs/a.md': '', 'src/x.ts': '' });
    expect([plans, failures]).toEqual([[], []]);
    expect(lookedAt).toContain('docs/**/*rollback*.md');
    expect(lookedAt.at(-1)).toBe('the headings of 2 other documents');
  });

  test('no more than 1,000 documents and 20 MB are searched, and says so', async () => {
    const many = Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`docs/${at}.md`, 'x\n']));
    expect((await gathered(many)).lookedAt.at(-1)).toBe('the headings of 1000 of 1001 other documents');
    const large = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`docs/${at}.md`, 'x'.repeat(4_900_000)]));
    expect((await gathered(large)).lookedAt.at(-1)).toBe('the headings of 4 of 6 other documents');
  });

  test('a part that only points to a plan is none; one that points to nothing that helps is', async () => {
    const files = {
      'docs/ROLLBACK.md': PLAN,
      'DEPLOY.md': part('Rollback', 'See [the plan](docs/ROLLBACK.md#steps).\n'),
      'OPERATIONS.md': part('Rollback', 'Follow `docs/ROLLBACK.md`.\n'),
      'RELEASING.md': part('Rollback', 'See [the wiki](https://octo.dev/wiki).\n'),
      'docs/runbooks/x.md': part(
        'Rollback',
        'See [the plan](../ROLLBACK.md), then:\n\n1. Run `make x`\n2. Run `make y`\n',
      ),
    };
    expect((await gathered(files)).names).toEqual([
      'RELEASING.md#Rollback:1',
      'docs/ROLLBACK.md:1',
      'docs/runbooks/x.md#Rollback:1',
    ]);
  });

  test('parts that point to each other are both kept', async () => {
    const files = {
      'DEPLOY.md': part('Rollback', 'See [operations](OPERATIONS.md#rollback).\n'),
      'OPERATIONS.md': part('Rollback', 'See [deploy](DEPLOY.md#rollback).\n'),
    };
    expect((await gathered(files)).names).toEqual(['DEPLOY.md#Rollback:1', 'OPERATIONS.md#Rollback:1']);
  });

  test('an empty plan is a failure, an empty document without a plan is not', async () => {
    const { codes: failures, names } = await gathered({ 'docs/rollback.md': ' \n', 'DEPLOY.md': '' });
    expect(failures).toEqual(['E_EMPTY docs/rollback.md']);
    expect(names).toEqual([]);
  });

  test('more than 200 plans are too many', async () => {
    const files = Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`docs/${at}/rollback.md`, PLAN]));
    const { plans, codes: failures } = await gathered(files);
    expect(plans).toHaveLength(200);
    expect(failures).toEqual(['E_TOO_LARGE input plans']);
  });

  test('a repository of 100,000 files is searched in less than a second', async () => {
    const files = Array.from(
      { length: 100_000 },
      (_, at) => `services/s${at % 300}/src/module${at % 977}/file${at}.ts`,
    );
    const repository: Repository = {
      ...memoryRepository({ tracked: { 'docs/rollback.md': PLAN } }),
      files: async () => [...files, 'docs/rollback.md'],
    };
    const start = performance.now();
    const { plans } = await gatherPlans(repository, WHOLE);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(plans.map(named)).toEqual(['docs/rollback.md:1']);
  });
});

describe('what cannot be read', () => {
  const bytes = (path: string, content: Uint8Array, more: Partial<Repository> = {}) => {
    const repository = memoryRepository({ tracked: { [path]: PLAN } });
    return { ...repository, open: async () => memorySource(path, content, 3), ...more };
  };
  const utf16 = (text: string, isLittle: boolean): Uint8Array => {
    const units = [0xfeff, ...Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))];
    return new Uint8Array(units.flatMap((unit) => (isLittle ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])));
  };

  test.each<[string, Uint8Array]>([
    ['UTF-8 with a byte order mark', new TextEncoder().encode(`\uFEFF${PLAN}`)],
    ['UTF-16, little end first', utf16(PLAN, true)],
    ['UTF-16, big end first', utf16(PLAN, false)],
  ])('%s is read', async (_, content) => {
    const { plans, failures } = await gatherPlans(bytes('ROLLBACK.md', content), WHOLE);
    expect(failures).toEqual([]);
    expect(plans[0]?.title).toBe('Rollback plan');
    expect(plans[0]?.commands.map(({ text }) => text)).toEqual(['docker compose stop api', 'make back']);
    expect(plans[0]?.lines[0]).toBe('# Rollback plan');
  });

  test.each<[string, Uint8Array, string, string]>([
    ['a binary file', new Uint8Array([35, 32, 0, 1, 2]), 'E_MALFORMED', 'a binary file'],
    ['another encoding', new Uint8Array([35, 32, 0xfc, 98, 101, 114]), 'E_MALFORMED', 'bytes that are no UTF-8'],
    ['a cut letter', new Uint8Array([35, 32, 0xc3]), 'E_MALFORMED', 'bytes that are no UTF-8'],
    ['a file of 6 MB', new Uint8Array(6_000_000).fill(35), 'E_TOO_LARGE', '6000000 bytes'],
    ['lists that are nested too deeply', new TextEncoder().encode('> '.repeat(150)), 'E_TOO_DEEP', ''],
  ])('%s is a failure', async (_, content, code, found) => {
    const { plans, failures } = await gatherPlans(bytes('ROLLBACK.md', content), WHOLE);
    expect(plans).toEqual([]);
    expect(codes(failures)).toEqual([`${code} ROLLBACK.md`]);
    if (found !== '') expect(failures[0]?.found).toBe(found);
  });

  test('a link that leads out of the checkout is not followed', async () => {
    const content = new TextEncoder().encode('# Rollback\n\nsecret\n');
    const repository = bytes('ROLLBACK.md', content, { isPlainFile: async () => false });
    const { plans, failures } = await gatherPlans(repository, WHOLE);
    expect([plans, codes(failures)]).toEqual([[], ['E_OUTSIDE_REPOSITORY ROLLBACK.md']]);
  });

  test('all failures are collected, and the other plans are there', async () => {
    const { codes: failures, names } = await gathered({
      'docs/a/rollback.md': 'a\0',
      'docs/b/rollback.md': PLAN,
      'docs/c/rollback.md': '',
    });
    expect(failures).toEqual(['E_MALFORMED docs/a/rollback.md', 'E_EMPTY docs/c/rollback.md']);
    expect(names).toEqual(['docs/b/rollback.md:1']);
  });

  test('a document in which a plan is only looked for may be broken', async () => {
    const { codes: failures, names } = await gathered({ 'docs/a.md': 'a\0', 'docs/b.md': part('Rollback') });
    expect([failures, names]).toEqual([[], ['docs/b.md#Rollback:1']]);
  });

  test('what is no failure of a file is thrown', async () => {
    const open = () => Promise.reject(new TypeError('a bug'));
    await expect(gatherPlans(bytes('ROLLBACK.md', new Uint8Array(), { open }), WHOLE)).rejects.toThrow('a bug');
  });
});

describe('given globs', () => {
  test('a file is a plan by its name or title, else by its parts, else because the glob says so', async () => {
    const files = {
      'ops/back.md': `# Rollback of the shop\n\n${part('Steps')}`,
      'ops/rollback.md': `# Way back\n\n${part('Rollback')}`,
      'ops/deploy.md': `# Deploy\n\n${part('Install')}\n${part('Rollback')}`,
      'ops/plain.md': `# Undoing things\n\n${part('Steps')}`,
      'docs/ROLLBACK.md': PLAN,
    };
    const { names, lookedAt, codes: failures } = await gathered(files, { plans: glob('ops/*.md') });
    expect(names).toEqual(['ops/back.md:1', 'ops/deploy.md#Rollback:8', 'ops/plain.md:1', 'ops/rollback.md:1']);
    expect([lookedAt, failures]).toEqual([['ops/*.md'], []]);
  });

  test('each glob has to match something, and an empty file is one of them', async () => {
    const files = { 'a.md': '', 'b.md': PLAN };
    const { codes: failures, names } = await gathered(files, {
      plans: [
        { glob: 'none/*.md', where: '.github/maturity.yml:4' },
        { glob: '[ab].md', where: 'input plans' },
      ],
    });
    expect(failures).toEqual(['E_PATTERN_MATCHED_NOTHING .github/maturity.yml:4', 'E_EMPTY a.md']);
    expect(names).toEqual(['b.md:1']);
  });

  test('a list that only takes files away names none', async () => {
    expect((await gathered({ 'a.md': PLAN }, { plans: glob('!a.md') })).codes).toEqual([
      'E_PATTERN_MATCHED_NOTHING input plans',
    ]);
  });

  test('a glob of everything is no list of plans', async () => {
    const files = Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`docs/${at}.md`, PLAN]));
    const { codes: failures, plans } = await gathered(files, { plans: glob('docs/*.md') });
    expect([failures, plans]).toEqual([['E_TOO_LARGE input plans'], []]);
  });
});

describe('section', () => {
  const files = {
    'docs/ROLLBACK.md': `# Rollback\n\n${part('Quick way')}\n${part('Slow way')}`,
    'DEPLOY.md': part('Quick way'),
  };

  test('only parts with this heading are plans', async () => {
    expect((await gathered(files, { section: 'quick WAY' })).names).toEqual([
      'DEPLOY.md#Quick way:1',
      'docs/ROLLBACK.md#Quick way:3',
    ]);
    const given = { plans: glob('docs/*.md'), section: 'Slow way' };
    expect((await gathered(files, given)).names).toEqual(['docs/ROLLBACK.md#Slow way:8']);
  });

  test.each<[string, Partial<PlanRequest>]>([
    ['usual places', {}],
    ['globs', { plans: glob('docs/*.md') }],
    ['text', { text: '# Rollback\n' }],
  ])('a heading that is nowhere is a failure: %s', async (_, request) => {
    const { codes: failures, plans } = await gathered(files, { section: 'Middle way', ...request });
    expect([failures, plans]).toEqual([['E_PATTERN_MATCHED_NOTHING input section'], []]);
  });
});

describe('text', () => {
  const body = `Fixes a bug.\n\n${part('Testing')}\n${part('Rollback plan')}`;

  test('its parts with a rollback heading are plans, and no file is', async () => {
    const { names, plans } = await gathered({ 'docs/ROLLBACK.md': PLAN }, { text: body });
    expect(names).toEqual(['input text#Rollback plan:8']);
    expect(plans[0]?.isFile).toBe(false);
  });

  test('without such a heading it holds no plan', async () => {
    const { plans, failures, lookedAt } = await gathered({}, { text: 'Fixes a bug.\n' });
    expect([plans, failures, lookedAt]).toEqual([[], [], ['the headings of the input text']]);
    const empty = await gathered({}, { text: ' \n' });
    expect([empty.plans, empty.failures, empty.lookedAt]).toEqual([
      [],
      [],
      ['the headings of the input text, which is empty'],
    ]);
  });

  test("a heading of one's own is asked for by name", async () => {
    expect((await gathered({}, { text: body, section: 'Testing' })).names).toEqual(['input text#Testing:3']);
  });

  test('what is wrong with it is a failure', async () => {
    const { codes: failures } = await gathered({}, { text: `# Rollback\n${'> '.repeat(150)}x` });
    expect(failures).toEqual(['E_TOO_DEEP input text']);
  });

  test('a component does not hide it', async () => {
    const shop = { name: 'shop', path: 'shop' };
    expect((await gathered({}, { text: body, component: shop, components: [shop] })).names).toHaveLength(1);
  });

  test('the repository is known only where there is one', async () => {
    expect((await gathered({}, { text: body })).repository.isKnown).toBe(false);
    expect((await gathered({ 'a.ts': '' }, { text: body })).repository.isKnown).toBe(true);
  });
});

describe('components', () => {
  const [pay, cart, cartApi, all] = [
    { name: 'pay', path: 'services/pay' },
    { name: 'cart', path: 'services/cart' },
    { name: 'cart-api', path: 'services/cart/api' },
    { name: 'everything', path: '.' },
  ];
  const components = [pay, cart, cartApi];
  const files = {
    'docs/ROLLBACK.md': PLAN,
    'docs/rollback-cart-api.md': PLAN,
    'docs/runbooks/cart.md': part('Rollback of cart'),
    'services/pay/rollback.md': PLAN,
  };
  const of = async (component: typeof pay, own: Readonly<Record<string, string>> = files) =>
    (await gathered(own, { component, components })).names;

  test('those in its folder come first, then those that name it, then those of the project', async () => {
    expect(await of(pay)).toEqual(['services/pay/rollback.md:1']);
    expect(await of(cart)).toEqual(['docs/runbooks/cart.md#Rollback of cart:1']);
    expect(await of(cartApi)).toEqual(['docs/rollback-cart-api.md:1']);
    expect(await of(cartApi, { 'docs/ROLLBACK.md': PLAN, 'docs/rollback-pay.md': PLAN })).toEqual([
      'docs/ROLLBACK.md:1',
    ]);
  });

  test('a plan of the component inside is not that of the one around it', async () => {
    const own = { 'services/cart/api/ROLLBACK.md': PLAN, 'services/cart/ROLLBACK.md': PLAN };
    expect(await of(cart, own)).toEqual(['services/cart/ROLLBACK.md:1']);
    expect(await of(cartApi, own)).toEqual(['services/cart/api/ROLLBACK.md:1']);
  });

  test('its README counts before the plan of the project', async () => {
    const own = {
      'services/pay/README.md': part('Rollback'),
      'ROLLBACK.md': PLAN,
      'services/cart/README.md': part('Rollback'),
    };
    expect(await of(pay, own)).toEqual(['services/pay/README.md#Rollback:1']);
  });

  test('where only another component has a plan, the documents of this one and of the project are searched', async () => {
    const own = {
      'services/cart/ROLLBACK.md': PLAN,
      'docs/ops.md': part('Rollback'),
      'services/cart/docs/x.md': part('Rollback'),
    };
    expect(await of(pay, own)).toEqual(['docs/ops.md#Rollback:1']);
  });

  test("a component that is all of it has what is no other's", async () => {
    const { names } = await gathered(files, { component: all, components: [...components, all] });
    expect(names).toEqual(['docs/ROLLBACK.md:1']);
  });

  test('broken files of another component do not matter, those of the project do', async () => {
    const own = { 'services/cart/ROLLBACK.md': '', 'services/pay/ROLLBACK.md': PLAN };
    expect((await gathered(own, { component: pay, components })).codes).toEqual([]);
    expect((await gathered({ ...own, 'docs/rollback.md': '' }, { component: pay, components })).codes).toEqual([
      'E_EMPTY docs/rollback.md',
    ]);
    expect((await gathered(own, { components })).codes).toEqual(['E_EMPTY services/cart/ROLLBACK.md']);
  });
});

describe('guides to deploy', () => {
  const files = {
    'docs/deployment-checklist.md': '# List\n',
    'docs/deployment-notes.md': '# Notes\n',
    'ROLLBACK.md': PLAN,
  };
  const guides = async (own: Readonly<Record<string, string>>, request: Partial<PlanRequest> = {}) =>
    (await gathered(own, { deploymentGuides: true, ...request })).plans
      .filter(({ kind }) => kind === 'deployment')
      .map(named);

  test('are looked for only when they are asked for', async () => {
    expect((await gathered(files)).plans.map(({ kind }) => kind)).toEqual(['rollback']);
    expect(await guides(files)).toEqual(['docs/deployment-checklist.md:1', 'docs/deployment-notes.md:1']);
  });

  test('one that is called so is the only one', async () => {
    expect(await guides({ ...files, 'DEPLOYMENT.md': '# Deploy\n' })).toEqual(['DEPLOYMENT.md:1']);
    expect(await guides({ ...files, 'DEPLOYMENT.md': '# Deploy\n' }, { text: 'x' })).toEqual(['DEPLOYMENT.md:1']);
  });

  test('a guide with a part about the way back is both', async () => {
    const { plans } = await gathered({ 'DEPLOY.md': `# Deploy\n\n${part('Rollback')}` }, { deploymentGuides: true });
    expect(plans.map((plan) => `${plan.kind} ${named(plan)}`).sort()).toEqual([
      'deployment DEPLOY.md:1',
      'rollback DEPLOY.md#Rollback:3',
    ]);
  });

  test('says where it looked', async () => {
    expect((await gathered({}, { deploymentGuides: true })).lookedAt).toContain('DEPLOYMENT.md');
  });
});
