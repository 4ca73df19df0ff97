// How long the linter takes: `npm run bench -- lint`. A file of 1,000 lines as it is judged after each letter that is typed,
// and a folder of 1,000 files as the command line judges it.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ownedFolder } from '../lab/belongings.ts';
import { lintCommand } from '../../src/cli/lint.ts';
import { factsOf } from '../../src/lint/facts/facts.ts';
import { lint } from '../../src/lint/lint.ts';
import { median, table } from '../support/table.ts';

/** What the product promises, in milliseconds. */
const limits = { edit: 5, folder: 2_000 };

const facts = factsOf('java');
const keys = facts.keys('consumer').filter(key => facts.defaultOf('consumer', key, undefined) !== undefined);
const line = (n: number): string => {
  const key = keys[n % keys.length] ?? '';
  if (n % 3 === 0) return `# setting ${n} of the application`;
  // Each of Kafka's keys once, with what is right for it; then the application's own.
  return n % 3 === 1 && n < 3 * keys.length
    ? `${key}=${facts.defaultOf('consumer', key, undefined) ?? ''}`
    : `application.setting-${n}=value ${n}`;
};
/** Comments, Kafka's keys, and an application's own settings. */
const properties = ['bootstrap.servers=a:9092', 'group.id=g', ...Array.from({ length: 998 }, (_, n) => line(n))].join('\n');

const yaml = [
  'spring:',
  '  kafka:',
  '    bootstrap-servers: a:9092',
  '    consumer:',
  '      group-id: g',
  '      properties:',
  ...Array.from({ length: 994 }, (_, n) => (n % 3 === 0 ? `        # setting ${n}` : `        application.setting-${n}: value ${n}`)),
].join('\n');

/** The first edits find the code uncompiled: so many letters are typed in half a minute. */
const WARM_AFTER = 60;

async function perEdit(text: string, fileName: string): Promise<number> {
  const times: number[] = [];
  for (let edit = 0; edit < 2 * WARM_AFTER; edit++) {
    // Another letter each time, in the middle of the file.
    const middle = text.indexOf('\n', text.length / 2);
    const edited = `${text.slice(0, middle)}${'x'.repeat(edit % 7)}${text.slice(middle)}`;
    const start = performance.now();
    await lint(edited, { fileName });
    if (edit >= WARM_AFTER) times.push(performance.now() - start);
  }
  return median(times);
}

async function folderOf(files: number): Promise<number> {
  const folder = ownedFolder('lint-bench');
  try {
    for (let n = 0; n < files; n++) {
      const place = path.join(folder.path, `service-${n % 50}`, 'src', 'main', 'resources');
      mkdirSync(place, { recursive: true });
      const [name, text] = samples[n % samples.length] ?? ['', ''];
      writeFileSync(path.join(place, `${n}-${name}`), text.replaceAll('NAME', `service-${n % 50}`));
    }
    const start = performance.now();
    const code = await lintCommand([folder.path, '--format', 'json'], {
      ...{ folder: folder.path, version: '0', rules: [], readInput: () => '', print: () => undefined, complain: console.error },
    });
    if (code !== 1) throw new Error('The samples have problems, and none was found.');
    return performance.now() - start;
  } finally {
    folder.remove();
  }
}

/** What a workspace holds: clients in several notations, and files of others. */
const samples: readonly (readonly [string, string])[] = [
  [
    'consumer.properties',
    'bootstrap.servers=a:9092\ngroup.id=NAME\nsession.timeout.ms=10000\nheartbeat.interval.ms=9000\nauto.offset.reset=latest\n',
  ],
  [
    'producer.properties',
    'bootstrap.servers=a:9092\nacks=1\nlinger.ms=5\nkey.serializer=org.apache.kafka.common.serialization.StringSerializer\n',
  ],
  [
    'application.yml',
    'server:\n  port: 8080\nspring:\n  kafka:\n    bootstrap-servers: a:9092\n    consumer:\n      group-id: NAME\n      auto-offset-reset: earliest\n',
  ],
  ['client.json', '{\n  "bootstrap.servers": "a:9092",\n  "group.id": "NAME",\n  "enable.auto.offset.store": false\n}\n'],
  ['messages.properties', Array.from({ length: 60 }, (_, n) => `page.${n}.title=Title ${n}`).join('\n')],
  [
    'deployment.yaml',
    `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: NAME\nspec:\n  replicas: 2\n${Array.from({ length: 40 }, (_, n) => `  # note ${n}`).join('\n')}\n`,
  ],
  ['tsconfig.app.json', '{\n  "compilerOptions": { "strict": true }\n}\n'],
];

const [edit, editYaml, folder] = [
  await perEdit(properties, 'consumer.properties'),
  await perEdit(yaml, 'application.yml'),
  await folderOf(1_000),
];
const row = (name: string, ms: number, limit?: number) => [name, `${ms.toFixed(1)} ms`, limit === undefined ? '' : `${limit} ms`];
console.log(
  table(
    ['linter', 'median', 'promised'],
    [
      row('1,000 lines of .properties, per edit', edit, limits.edit),
      row('1,000 lines of YAML, per edit', editYaml), // most of it is the parser's
      row('1,000 files in folders', folder, limits.folder),
    ],
  ),
);
console.log(`edit ${edit.toFixed(1)} ms, folder ${folder.toFixed(0)} ms`);
if (edit > limits.edit || folder > limits.folder) {
  console.error('Slower than promised.');
  process.exitCode = 1;
}
