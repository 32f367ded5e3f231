import type { Scaffold } from './scaffold.ts';

const SOURCE = (
  id: string,
  name: string,
  title: string,
): string => `import { EvidenceError } from '@maturity-actions/criteria';
import { replyJson } from './reply.ts';
import { getRequest, serviceAddress, wantedId } from './service-request.ts';
import type { UptimeService } from './uptime-service.ts';

/**
 * ${title}: what it tells of the window, how it says that it has nothing, and what its figures leave
 * out. Source: the documentation of its API.
 */
export const ${name}: UptimeService = {
  id: '${id}',
  title: '${title}',
  wants: {
    url: { what: 'the address of the service', example: 'https://status.example.org', isRequired: true },
    query: { what: 'the id of the monitor', example: '42', isRequired: true },
  },
  isPublicOnly: false,
  requests: (query) => {
    const id = wantedId(${name}, query, /^\\d+$/);
    return [getRequest(query, \`\${serviceAddress(${name}, query)}/monitors/\${id}\`)];
  },
  decode(_query, [[reply] = []]) {
    if (reply) replyJson(reply);
    throw new EvidenceError({
      code: 'E_NO_SAMPLES',
      where: reply?.where ?? '${id}',
      found: 'a reply that nothing reads yet',
      expected: 'samples, a figure, or requests',
      fix: 'Write this reader.',
    });
  },
};
`;

const EXCHANGE = `{
  "about": "A monitor that was up for all of the window.",
  "query": { "url": "https://status.example.org", "query": "42" },
  "rounds": [[{ "body": { "replace this": "by a reply in the documented shape" } }]]
}
`;

const EXPECTED = (id: string): string => `{
  "asked": [["GET https://status.example.org/monitors/42"]],
  "source": { "kind": "samples", "source": "${id}" }
}
`;

/** A source of uptime: reader, a recorded exchange that fails until it is filled in, line in the list. */
export const uptimeService: Scaffold = {
  kind: 'uptime',
  needsTitle: true,
  list: 'packages/evidence/src/uptime/index.ts',
  moduleOf: (id) => `packages/evidence/src/uptime/${id}.ts`,
  files: ({ id, name, title }) => ({
    [`packages/evidence/src/uptime/${id}.ts`]: SOURCE(id, name, title),
    [`packages/evidence/fixtures/uptime/${id}/always-up/exchange.json`]: EXCHANGE,
    [`packages/evidence/fixtures/uptime/${id}/always-up/expected.json`]: EXPECTED(id),
  }),
};
