import { trufflehog } from '../src/findings/trufflehog.ts';
import { testFindingsReader } from './findings-table.ts';

const secret = (over: object) => ({
  SourceMetadata: { Data: { Git: { commit: 'abc', file: 'src/pay.py', email: 'ada@mail.example', line: 7 } } },
  SourceID: 1,
  SourceType: 16,
  SourceName: 'trufflehog - git',
  DetectorType: 17,
  DetectorName: 'URI',
  DetectorDescription: 'Credentials in a URI.',
  DecoderName: 'PLAIN',
  Verified: false,
  Raw: 'hunter2',
  RawV2: 'hunter2',
  Redacted: 'hunter2',
  ExtraData: { account: 'hunter2' },
  StructuredData: null,
  ...over,
});
const at = (kind: string, place: object) => ({ SourceMetadata: { Data: { [kind]: place } } });
const log = (level: string, msg: string, over: object = {}) => ({
  level,
  ts: '2026-11-20T09:30:00Z',
  logger: 'trufflehog',
  msg,
  ...over,
});
const finished = (verified: number, unverified: number) =>
  log('info-0', 'finished scanning', { chunks: 3, verified_secrets: verified, unverified_secrets: unverified });
const old = {
  branch: 'origin/main',
  commit: 'add hunter2',
  commitHash: 'abc',
  date: '2026-11-20 09:30:00',
  diff: '+hunter2',
  path: 'src/old.py',
  printDiff: '+hunter2',
  reason: 'AWS API Key',
  stringsFound: ['hunter2'],
};
const lines = (...values: readonly object[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

testFindingsReader(trufflehog, {
  hasNoEnd: true,
  reads: [
    {
      name: 'a live secret',
      document: lines(secret({ Verified: true })),
      expected: ['critical secret URI src/pay.py:7'],
    },
    {
      name: 'live and other secrets',
      document: lines(secret({ Verified: true }), secret({ VerificationError: 'timeout' })),
      expected: ['critical secret URI src/pay.py:7', 'high secret URI src/pay.py:7'],
      runs: ['trufflehog (secrets)'],
    },
    {
      name: 'places of all kinds',
      document: lines(
        secret(at('Filesystem', { file: '/repo/.env', line: 0 })),
        secret(at('Docker', { image: 'shop', tag: '1.2', file: '/etc/pay', layer: 'sha256:1' })),
        secret(at('S3', { bucket: 'dumps', file: 'a/b.sql', link: 'https://hunter2.example' })),
        secret(at('Slack', { link: 'https://hunter2.example' })),
        secret({ SourceMetadata: null }),
      ),
      expected: [
        'high secret URI /repo/.env',
        'high secret URI Docker shop 1.2 /etc/pay',
        'high secret URI S3 dumps a/b.sql',
        'high secret URI Slack',
        'high secret URI',
      ],
    },
    { name: 'lines in a list', document: [secret({})], expected: ['high secret URI src/pay.py:7'] },
    {
      name: 'the log in the same stream',
      document: lines(
        log('info-0', 'running source', { with_units: true }),
        secret({}),
        log('error', 'error scanning', { error: 'clone https://bot:hunter2@git.example/shop failed' }),
        finished(0, 1),
      ),
      expected: ['high secret URI src/pay.py:7'],
      runs: ['trufflehog (secrets), 1 errors'],
    },
    {
      name: 'a clean scan that only its log shows',
      document: lines(log('info-0', 'running source'), finished(0, 0)),
      expected: [],
      runs: ['trufflehog (secrets)'],
    },
    {
      name: 'a log without an end',
      document: lines(log('info-0', 'running source')),
      expected: [],
      runs: ['trufflehog (secrets), 1 errors'],
    },
    { name: 'version 2', document: lines(old), expected: ['high secret AWS API Key src/old.py'] },
  ],
  refuses: [
    { name: 'nothing, though that is how it says clean', document: '', code: 'E_EMPTY' },
    {
      name: 'a log that states more than there is',
      document: lines(secret({}), finished(1, 1)),
      code: 'E_CONTRADICTION',
    },
    { name: 'a log alone that states secrets', document: lines(finished(0, 1)), code: 'E_CONTRADICTION' },
    { name: 'no detector', document: lines(secret({ DetectorName: undefined })), code: 'E_MALFORMED' },
    { name: 'Verified that is a word', document: lines(secret({ Verified: 'true' })), code: 'E_MALFORMED' },
    { name: 'another object', document: '{"a":1}', code: 'E_MALFORMED' },
    { name: 'its banner', document: 'TruffleHog. Unearth your secrets.\n{"a":1}', code: 'E_MALFORMED' },
    { name: 'a line that is a text in a list', document: ['hunter2'], code: 'E_MALFORMED' },
  ],
  secrets: ['hunter2'],
});
