import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkFloors } from '../steps/floors.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** One violation per rule: the file that does it, and what it says. */
const planted: Record<string, { file: string; text: string }> = {
  'model-imports-only-its-floor': { file: 'src/model/a.ts', text: "import '../kafka/ok.ts';" },
  'kafka-imports-only-its-floor': { file: 'src/kafka/a.ts', text: "import '../gather/ok.ts';" },
  'decoding-imports-only-its-floor': { file: 'src/decoding/a.ts', text: "import '../kafka/ok.ts';" },
  'diagnosis-imports-only-its-floor': { file: 'src/diagnosis/a.ts', text: "import '../report/ok.ts';" },
  'lint-imports-only-its-floor': { file: 'src/lint/a.ts', text: "import '../diagnosis/ok.ts';" },
  'report-imports-only-its-floor': { file: 'src/report/a.ts', text: "import '../diagnosis/ok.ts';" },
  'webviewProtocol-imports-only-its-floor': { file: 'src/webviewProtocol/a.ts', text: "import '../report/ok.ts';" },
  'gather-imports-only-its-floor': { file: 'src/gather/a.ts', text: "import '../peek/ok.ts';" },
  'peek-imports-only-its-floor': { file: 'src/peek/a.ts', text: "import '../../test/lab/ok.ts';" },
  'clusters-imports-only-its-floor': { file: 'src/clusters/a.ts', text: "import '../gather/ok.ts';" },
  'cli-imports-only-its-floor': { file: 'src/cli/a.ts', text: "import '../peek/ok.ts';" },
  'every-room-is-in-the-table': { file: 'src/helpers/a.ts', text: "import '../model/ok.ts';" },
  'webview-sees-its-protocol': { file: 'webview/lag/a.ts', text: "import '../../src/report/ok.ts';" },
  'nobody-imports-a-page': { file: 'src/vscode/a.ts', text: "import '../../webview/lag/ok.ts';" },
  'pages-and-floor-have-no-node': { file: 'src/model/b.ts', text: "import 'node:fs';" },
  'rules-are-pure': { file: 'src/lint/rules/b.ts', text: "import 'node:fs';" },
  'vscode-stays-in-vscode': { file: 'src/gather/b.ts', text: "import type { Uri } from 'vscode';\nexport type A = Uri;" },
  'kafkajs-stays-in-connection': { file: 'src/kafka/b.ts', text: "import 'kafkajs';" },
  'only-actions-change-clusters': { file: 'src/gather/c.ts', text: "import '../kafka/changes/ok.ts';" },
  'toolkit-is-registered-once': { file: 'webview/lag/b.ts', text: "import '@vscode/webview-ui-toolkit';" },
  'no-cycles': { file: 'src/report/b.ts', text: "import './c.ts';" },
};

describe('the checker of the floors', function () {
  this.timeout(120_000); // two seconds of work, on a machine that may do much else
  let found: ReturnType<typeof checkFloors>;
  let folder: string;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'floors-'));
    const write = (file: string, text: string) => {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    };
    for (const file of ['.dependency-cruiser.mjs', 'tsconfig.json', 'package.json']) cpSync(path.join(root, file), path.join(folder, file));
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
    for (const room of ['model', 'kafka', 'gather', 'peek', 'report', 'diagnosis', 'decoding', 'lint']) {
      write(`src/${room}/ok.ts`, `export const room = '${room}';`);
    }
    write('src/kafka/changes/ok.ts', "export const change = '';");
    write('src/kafka/connection/ok.ts', "import 'kafkajs';");
    write('test/lab/ok.ts', "export const lab = '';");
    write('webview/lag/ok.ts', "export const page = '';");
    write('src/report/c.ts', "import './b.ts';");
    for (const { file, text } of Object.values(planted)) write(file, text);
    found = checkFloors(folder);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('has a planted violation for each of its rules', async () => {
    const { default: config } = (await import(path.join(root, '.dependency-cruiser.mjs'))) as {
      default: { forbidden: { name: string }[] };
    };
    assert.deepEqual(Object.keys(planted).sort(), config.forbidden.map(({ name }) => name).sort());
  });

  for (const [rule, { file, text }] of Object.entries(planted)) {
    it(`refuses ${text.split('\n')[0] ?? ''} in ${file} (${rule})`, () => {
      assert.ok(
        found.violations.some(violation => violation.rule === rule && violation.from === file),
        `no violation of ${rule}; found: ${found.violations.map(violation => `${violation.rule} in ${violation.from}`).join(', ')}`,
      );
    });
  }

  it('says nothing about what is allowed', () => {
    const innocent = found.violations.filter(({ from }) => from.endsWith('/ok.ts'));
    assert.deepEqual(innocent, []);
  });

  it('says for each violation what to do instead', () => {
    for (const { rule, comment } of found.violations) assert.ok(comment.length > 20, rule);
  });

  it('looks at every file', () => {
    for (const { file } of Object.values(planted)) assert.ok(found.cruised.includes(file), file);
  });
});
