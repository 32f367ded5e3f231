import { plainText } from './plain-text.ts';
import type { DeployWorkflow, PlanRepository } from './plan-repository.ts';

/** One step of a skeleton, without number and full stop. */
export interface SkeletonStep {
  readonly text: string;
  readonly commands?: readonly string[];
  readonly minutes: number;
}

/** Steps are made for the project or the component of this name. */
type Facts = PlanRepository & { readonly name: string };

/** What can be turned off is turned off first: it is the quickest way back. */
export function flagStep({ flagTools }: Facts): readonly SkeletonStep[] {
  if (flagTools.length === 0) return [];
  return [
    {
      text: 'Turn the feature flag of the broken part off; when that helps, go on with the verification. TODO: where to turn it off',
      minutes: 1,
    },
  ];
}

/** Images of databases, and the command that saves them. */
const DATABASES: readonly { readonly image: RegExp; readonly dump: string }[] = [
  {
    image: /(?:^|\/)(?:postgres|postgis|timescaledb)\b/,
    dump: 'sh -c \'pg_dump --format=custom --username "$POSTGRES_USER" "$POSTGRES_DB"\'',
  },
  {
    image: /(?:^|\/)mysql\b/,
    dump: 'sh -c \'mysqldump --user=root --password="$MYSQL_ROOT_PASSWORD" --all-databases\'',
  },
  {
    image: /(?:^|\/)mariadb\b/,
    dump: 'sh -c \'mariadb-dump --user=root --password="$MARIADB_ROOT_PASSWORD" --all-databases\'',
  },
  { image: /(?:^|\/)mongo\b/, dump: 'mongodump --archive' },
];

/** A backup before anything is changed. */
export function backupStep(facts: Facts): readonly SkeletonStep[] {
  if (facts.migrations.length === 0) return [];
  const { file, services } = composeFile(facts);
  const commands = services.flatMap(({ name, image = '' }) => {
    const known = DATABASES.find((database) => database.image.test(image));
    return known ? [`docker compose -f ${file} exec -T ${name} ${known.dump} > before-rollback-${name}.dump`] : [];
  });
  const own = commands.length > 0 ? commands : ['TODO-back-up > before-rollback.dump'];
  return [
    {
      text: `Back up the database, and look that the file is not empty${commands.length > 0 ? '' : '. TODO: the command that does it'}`,
      commands: [...own, 'ls -l before-rollback*.dump'],
      minutes: 2,
    },
  ];
}

/** The last migration back, per tool that can. */
export function undoSteps({ migrations }: Facts): readonly SkeletonStep[] {
  return migrations.flatMap(({ undo }): SkeletonStep[] =>
    undo === undefined
      ? []
      : [
          {
            text: 'Take the last migration back, when the release brought one',
            commands: [plainText(undo)],
            minutes: 1,
          },
        ],
  );
}

/** How the release before is brought out again: by a workflow, by compose, else by what people have to fill in. */
export function deploySteps(facts: Facts): readonly SkeletonStep[] {
  const workflow = chosenWorkflow(facts.deployWorkflows);
  const compose = composeSteps(facts);
  if (workflow) return [workflowStep(workflow)];
  if (compose.length > 0) return compose;
  const text = 'Deploy the release to return to. TODO: the command that does it';
  return [{ text, commands: ['TODO-deploy "$PREVIOUS"'], minutes: 5 }];
}

function workflowStep({ path, isRollback }: DeployWorkflow): SkeletonStep {
  const file = fileName(path);
  return {
    text: `${isRollback ? 'Start the rollback' : 'Deploy the release to return to'} with its workflow, and follow it to its end. TODO: add the inputs that it needs`,
    commands: [
      `gh workflow run ${file} --ref "$PREVIOUS"`,
      'sleep 10',
      `gh run watch --exit-status "$(gh run list --workflow ${file} --limit 1 --json databaseId --jq '.[0].databaseId')"`,
    ],
    minutes: 4,
  };
}

/** The workflow that a person can start: one that rolls back, else one that deploys to production. */
function chosenWorkflow(workflows: readonly DeployWorkflow[]): DeployWorkflow | undefined {
  const startable = workflows.filter(({ path, isManual }) => isManual && /^[\w.-]{1,100}$/.test(fileName(path)));
  const product = startable.filter(
    ({ path, name }) => !/docs?\b|pages|preview|storybook|staging|website|npm|pypi/i.test(`${fileName(path)} ${name}`),
  );
  return (
    startable.find(({ isRollback }) => isRollback) ??
    product.find(({ path, name }) => /prod/i.test(`${path} ${name}`)) ??
    product.find(({ path, name }) => /deploy/i.test(`${fileName(path)} ${name}`)) ??
    product[0]
  );
}

const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Images that others make: a release of ours does not change them. */
const BOUGHT =
  /(?:^|\/)(?:postgres|postgis|timescaledb|mysql|mariadb|mongo|redis|valkey|memcached|rabbitmq|kafka|zookeeper|nats|nginx|traefik|caddy|haproxy|envoy|elasticsearch|opensearch|kibana|minio|grafana|prometheus|loki|jaeger|mailhog|mailpit|localstack|adminer|pgadmin4?)\b/;

function composeSteps(facts: Facts): readonly SkeletonStep[] {
  const { file, services } = composeFile(facts);
  const own = services.filter(({ image = '' }) => !BOUGHT.test(image)).slice(0, 20);
  if (own.length === 0) return [];
  const names = own.map(({ name }) => name).join(' ');
  const variable = own.flatMap(({ image = '' }) => /\$\{?([A-Z][A-Z0-9_]{0,60})/.exec(image)?.[1] ?? [])[0];
  const commands =
    variable === undefined
      ? [`git checkout "$PREVIOUS"`, `docker compose -f ${file} up -d --build ${names}`]
      : [
          `export ${variable}="$PREVIOUS"`,
          `docker compose -f ${file} pull ${names}`,
          `docker compose -f ${file} up -d ${names}`,
        ];
  const text = 'Start the services of the release to return to. TODO: say on which machine';
  return [{ text, commands: [...commands, `docker compose -f ${file} ps`], minutes: 3 }];
}

/** The compose file that is most likely that of production, and its services whose names a shell takes as they are. */
function composeFile({ composeServices, components, name }: Facts): {
  readonly file: string;
  readonly services: PlanRepository['composeServices'];
} {
  const usable = composeServices.filter(
    (one) => /^[\w.-]{1,100}$/.test(one.name) && /^[\w./-]{1,200}$/.test(one.where),
  );
  const folder = components.find((component) => component.name === name)?.path ?? '.';
  const own = folder === '.' ? [] : usable.filter(({ where }) => where.startsWith(`${folder}/`));
  const files = [...new Set((own.length > 0 ? own : usable).map(({ where }) => where))];
  const plain = files.filter((file) => !/test|dev|local|override|ci\b/i.test(fileName(file)));
  const file = files.find((one) => /prod/i.test(fileName(one))) ?? plain[0] ?? files[0] ?? '';
  return { file, services: usable.filter(({ where }) => where === file) };
}
