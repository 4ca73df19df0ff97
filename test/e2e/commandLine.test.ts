// The command line as a pipeline has it: packed, and run in a folder without anything else.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { listFiles, PackageManager } from '@vscode/vsce';
import { type OwnedFolder, ownedFolder } from '../lab/belongings.ts';

const root = path.resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

describe('npx kafka-troubleshooter, from the packed file', function () {
  this.timeout(120_000);
  let folder: OwnedFolder;
  let packed: string;

  before('npm packs it', async () => {
    folder = ownedFolder('packed');
    await run('npm', ['pack', '--pack-destination', folder.path], { cwd: root });
    packed = path.join(folder.path, readdirSync(folder.path).find(file => file.endsWith('.tgz')) ?? '');
    writeFileSync(
      path.join(folder.path, 'application.yml'),
      'spring:\n  kafka:\n    bootstrap-servers: a:9092\n    consumer:\n      group-id: billing\n      auto-offset-reset: smallest\n',
    );
  });
  after(() => folder.remove());

  /** In the folder, with nothing to fetch from a registry. */
  function npx(args: readonly string[], input = ''): Promise<{ code: number | null; out: string; err: string }> {
    const child = spawn('npx', ['--yes', '--offline', '--package', packed, 'kafka-troubleshooter', ...args], { cwd: folder.path });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.stdin.end(input);
    return new Promise(resolve => child.on('close', code => resolve({ code, out, err })));
  }

  it('carries the licences of the libraries that are in it', async () => {
    const { stdout } = await run('tar', ['-xzOf', packed, 'package/dist/licences.txt']);
    assert.match(stdout, /^kafkajs 2\.2\.4 \(MIT\)/m);
  });

  it('is no part of what the editor installs, which has all bundles of its own', async () => {
    const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
    const bundles = readdirSync(path.join(root, 'dist')).filter(file => file.endsWith('.cjs'));
    assert.ok(bundles.includes('cli.cjs') && bundles.includes('extension.cjs'), bundles.join(', '));
    const installed = files.flatMap(file => /^dist[\\/](.*\.cjs)$/.exec(file)?.[1] ?? []);
    assert.deepEqual(installed.toSorted(), bundles.filter(file => file !== 'cli.cjs').toSorted());
  });

  it('checks a folder, with the readers that it needs', async () => {
    const { code, out, err } = await npx(['lint', '.']);
    assert.match(out, /^application\.yml:6:26: error: .*\[value-not-allowed\]\n\n1 problem \(1 error\) in 1 client file\.\n$/, err);
    assert.equal(code, 1);
  });

  it('checks what is piped in, and brings the pages of its rules as SARIF', async () => {
    const { out } = await npx(['lint', '-', '--format', 'sarif'], 'bootstrap.servers=a:9092\ngroup.id=g\nauto.offset.reset=smallest\n');
    const log = JSON.parse(out) as {
      runs: { results: { ruleId: string }[]; tool: { driver: { rules: { id: string; help: { markdown: string } }[] } } }[];
    };
    assert.deepEqual(
      log.runs[0]?.results.map(({ ruleId }) => ruleId),
      ['value-not-allowed'],
    );
    const rule = log.runs[0].tool.driver.rules.find(({ id }) => id === 'value-not-allowed');
    assert.match(rule?.help.markdown ?? '', /## When this is wrong/);
  });

  it('ends with 2 when it is called wrongly', async () => {
    assert.equal((await npx(['lint'])).code, 2);
    assert.equal((await npx(['lnt'])).code, 2);
    assert.equal((await npx(['--help'])).code, 0);
    const unreachable = await npx(['start', '--bootstrap-server', '127.0.0.1:1', '--group', 'billing', '--topic', 'orders']);
    assert.match(unreachable.err, /^127\.0\.0\.1:1 refused the connection/m); // npm itself may have warned before
    assert.equal(unreachable.code, 2);
    const nobody = await npx(['diagnose', '--bootstrap-server', '127.0.0.1:1', '--group', 'billing', '--window', '0s']);
    assert.match(nobody.err, /^127\.0\.0\.1:1 refused the connection/m);
    assert.deepEqual([nobody.code, nobody.out], [2, '']);
  });
});
