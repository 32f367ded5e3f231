import { RepositoryFiles } from '@maturity-actions/evidence';

const files = new RepositoryFiles('/home/runner/home/ci/shop/shop', [
  'src/pay.ts',
  'src/util/index.ts',
  'services/checkout/src/app.py',
  'services/ledger/src/app.py',
  'services/checkout/src/main/java/com/shop/Cart.java',
  'services/ledger/src/main/java/com/shop/Cart.java',
  'lib/Größe.cs',
  'index.js',
  'packages/a/src/pay.ts',
]);
const NO_HINTS = { reportFolder: '', roots: [] };

describe('a reported path', () => {
  const table: readonly (readonly [string, string, Parameters<RepositoryFiles['find']>[1], object])[] = [
    ['relative to the root', 'src/pay.ts', NO_HINTS, { kind: 'file', path: 'src/pay.ts' }],
    ['with a dot', './src/pay.ts', NO_HINTS, { kind: 'file', path: 'src/pay.ts' }],
    [
      'absolute below the root',
      '/home/runner/home/ci/shop/shop/src/pay.ts',
      NO_HINTS,
      { kind: 'file', path: 'src/pay.ts' },
    ],
    ['absolute on another machine', '/builds/7/src/pay.ts', NO_HINTS, { kind: 'file', path: 'src/pay.ts' }],
    ['as a URL', 'file:///builds/7/src/pay.ts', NO_HINTS, { kind: 'file', path: 'src/pay.ts' }],
    ['of Windows', 'D:\\a\\shop\\src\\pay.ts', NO_HINTS, { kind: 'file', path: 'src/pay.ts' }],
    ['of Windows in another case', 'C:\\A\\LIB\\größe.cs', NO_HINTS, { kind: 'file', path: 'lib/Größe.cs' }],
    ['with only its end', 'util/index.ts', NO_HINTS, { kind: 'file', path: 'src/util/index.ts' }],
    [
      'relative to a source root',
      'pay.ts',
      { reportFolder: '', roots: ['/home/runner/home/ci/shop/shop/src'] },
      { kind: 'file', path: 'src/pay.ts' },
    ],
    [
      'relative to the folder of the report',
      'src/app.py',
      { reportFolder: 'services/ledger', roots: [] },
      { kind: 'file', path: 'services/ledger/src/app.py' },
    ],
    [
      'of a container, told apart by the folder of the report',
      '/app/src/app.py',
      { reportFolder: 'services/checkout/out', roots: [] },
      { kind: 'file', path: 'services/checkout/src/app.py' },
    ],
    [
      'of Java, told apart by the folder of the report',
      'com/shop/Cart.java',
      { reportFolder: 'services/ledger/target/site', roots: [] },
      { kind: 'file', path: 'services/ledger/src/main/java/com/shop/Cart.java' },
    ],
    [
      'of a package, not of the root',
      'src/pay.ts',
      { reportFolder: 'packages/a/coverage', roots: [] },
      { kind: 'file', path: 'packages/a/src/pay.ts' },
    ],
    [
      'climbing from the folder of the report',
      '../../src/pay.ts',
      { reportFolder: 'services/checkout', roots: [] },
      { kind: 'file', path: 'src/pay.ts' },
    ],
    [
      'that several files end with',
      'com/shop/Cart.java',
      NO_HINTS,
      {
        kind: 'ambiguous',
        path: 'com/shop/Cart.java',
        candidates: [
          'services/checkout/src/main/java/com/shop/Cart.java',
          'services/ledger/src/main/java/com/shop/Cart.java',
        ],
      },
    ],
    ['of nobody', 'src/none.ts', NO_HINTS, { kind: 'unmatched', path: 'src/none.ts' }],
    ['that leads out', '../../etc/passwd', NO_HINTS, { kind: 'outside', path: '../../etc/passwd' }],
    [
      'of an installed package with the same end',
      '/x/node_modules/left/index.js',
      NO_HINTS,
      { kind: 'unmatched', path: 'x/node_modules/left/index.js' },
    ],
    ['called __proto__', '__proto__', NO_HINTS, { kind: 'unmatched', path: '__proto__' }],
  ];

  test.each(table)('%s', (_name, path, hints, expected) => {
    expect(files.find(path, hints)).toEqual(expected);
  });

  test('of a hundred thousand folders takes no time', () => {
    const long = `${'a/'.repeat(100_000)}none.ts`;
    expect(files.find(long, { reportFolder: 'services/checkout', roots: [] }).kind).toBe('unmatched');
  });
});

describe('a path that is known to be elsewhere', () => {
  const shop = new RepositoryFiles('/home/ci/shop/packages/a', ['src/index.ts', 'app.py'], {
    checkout: '/home/ci/shop',
    exists: (path) => path === 'dist/src/index.ts',
  });

  test.each([
    ['in another package of the checkout', '/home/ci/shop/packages/b/src/index.ts', 'outside'],
    ['in another package, climbing', '../b/src/index.ts', 'outside'],
    ['below the folder and not there', '/home/ci/shop/packages/a/gone/src/index.ts', 'unmatched'],
    ['in the system, with a bare name of ours', '/usr/lib/python3/foreign/app.py', 'unmatched'],
  ])('%s', (_name, path, kind) => {
    expect(shop.find(path, NO_HINTS).kind).toBe(kind);
  });

  test('build output is itself', () => {
    const built = { kind: 'file', path: 'dist/src/index.ts' };
    expect(shop.find('/home/ci/shop/packages/a/dist/src/index.ts', NO_HINTS)).toEqual(built);
    expect(shop.find('dist/src/index.ts', NO_HINTS)).toEqual(built);
  });

  test('an image keeps its application in /usr/src', () => {
    expect(shop.find('/usr/src/app/app.py', NO_HINTS)).toEqual({ kind: 'file', path: 'app.py' });
  });

  test('a root of installed packages', () => {
    const hints = { reportFolder: '', roots: ['/x/site-packages/requests'] };
    expect(shop.find('index.ts', hints).kind).toBe('unmatched');
  });

  test('two source roots with the same name', () => {
    const two = new RepositoryFiles('/home/ci/shop', ['a/core.py', 'b/core.py']);
    const hints = { reportFolder: '', roots: ['/home/ci/shop/a', '/home/ci/shop/b'] };
    expect(two.find('core.py', hints)).toEqual({
      kind: 'ambiguous',
      path: 'core.py',
      candidates: ['a/core.py', 'b/core.py'],
    });
  });
});
