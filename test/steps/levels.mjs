// The levels of tests, each a mocha run of its own on the project's Node.
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { projectEnv, projectNode, root, run } from './shell.mjs';

const mocha = path.join(root, 'node_modules/mocha/bin/mocha.js');
/** kafkajs's request queue asks for negative timeouts on newer Nodes, which is harmless. */
const quiet = '--disable-warning=TimeoutNegativeWarning';

const byMocha =
  (folder, timeout) =>
  (grep, files = [`test/${folder}/**/*.test.ts`]) => [
    quiet,
    mocha,
    ...[...files, '--reporter', 'test/steps/reporter.mjs', '--timeout', String(timeout)],
    ...(grep === undefined ? [] : ['--grep', grep]),
  ];

/** The folder's files dealt out to so many runs that go on side by side: each has brokers and editors of its own, so none waits for or sees the other's. */
const dealt = (folder, runs, deal) => () => {
  const files = readdirSync(path.join(root, 'test', folder), { recursive: true })
    .filter(file => file.endsWith('.test.ts'))
    .map(file => path.posix.join('test', folder, ...file.split(path.sep)))
    .sort();
  return deal(files, runs);
};

const inTurn = (files, runs) => Array.from({ length: runs }, (_, run) => files.filter((_, index) => index % runs === run));

/** The largest first, each to the run that has least: the more a file does in an editor, the longer it takes. */
const bySize = (files, runs) => {
  const sizeOf = file => statSync(path.join(root, file)).size;
  const hands = Array.from({ length: runs }, () => ({ files: [], size: 0 }));
  for (const file of files.toSorted((a, b) => sizeOf(b) - sizeOf(a))) {
    const hand = hands.reduce((least, one) => (one.size < least.size ? one : least));
    hand.files.push(file);
    hand.size += sizeOf(file);
  }
  return hands.map(hand => hand.files);
};

/**
 * By what their tests load, for loading is a quarter of the unit level's work: those that read bytes and reach clusters, and those that
 * judge and tell, about as long.
 */
const byRoom = files => {
  const reads = file => /^test\/unit\/(clusters|decoding|gather|kafka|peek)\//.test(file);
  return [files.filter(reads), files.filter(file => !reads(file))];
};

/**
 * name → what it needs on the machine, its program (the extension level's mocha runs inside the editor), and when it hangs: several
 * times what it takes on two quiet cores, for a machine may be slow or do much else.
 */
export const levels = {
  unit: { needs: [], args: byMocha('unit', 60_000), hands: dealt('unit', 2, byRoom), limitMs: 600_000, built: false },
  /** All versions on all listeners: runs only where it is named (`npm run test:matrix`). */
  matrix: {
    needs: ['java'],
    args: byMocha('broker/matrix', 120_000),
    limitMs: 900_000,
    built: false,
    onlyByName: true,
    env: { KAFKA_VERSIONS: 'all' },
  },
  broker: {
    needs: ['java'],
    args: byMocha('broker', 120_000),
    hands: dealt('broker', 2, inTurn),
    again: true,
    limitMs: 1_800_000,
    built: false,
  },
  extension: {
    needs: ['java', 'browser'],
    args: grep => [quiet, 'test/extension/inEditor.ts', ...(grep === undefined ? [] : [grep])],
    limitMs: 1_200_000,
    built: true,
  },
  /** Most of its time is waiting for what a person would see, so two go on side by side. */
  e2e: {
    needs: ['java', 'browser'],
    args: byMocha('e2e', 180_000),
    hands: dealt('e2e', 2, bySize),
    again: true,
    limitMs: 1_800_000,
    built: true,
  },
};

/**
 * Runs one level.
 * @returns {Promise<{ passed: number, failed: number }>} a run of it that ran no test, crashed or hung has one failure more.
 */
export async function runLevel(name, { grep } = {}) {
  const { hands = () => [undefined] } = levels[name];
  const start = performance.now();
  const all = await Promise.all(hands().map((files, hand) => runHand(name, { grep, files, hand })));
  const raced = levels[name].again ? await lookAgain(name, grep, all) : 0;
  const sum = key => all.reduce((total, one) => total + one[key], 0);
  const [passed, failed, skipped] = [sum('passed') + raced, sum('failed') - raced, sum('skipped')];
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`  ${name}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''} in ${seconds} s`);
  return { passed, failed };
}

/**
 * Runs the files in which something failed once more, alone on the machine (decision 27): a fault of the product fails again.
 * @returns {Promise<number>} how many failures were races: each is named, as a fault to be mended.
 */
async function lookAgain(name, grep, all) {
  const failures = all.flatMap(one => one.failures ?? []);
  let raced = 0;
  for (const file of new Set(failures.map(failure => failure.file))) {
    console.log(`    ${path.relative(root, file)} once more, alone`);
    const second = await runHand(name, { grep, files: [file], hand: 'again' });
    if (second.failed > 0 || second.passed === 0) continue;
    for (const { title } of failures.filter(failure => failure.file === file)) {
      raced++;
      console.log(`    ! raced, passed alone, must be mended: ${title}`);
    }
  }
  return raced;
}

async function runHand(name, { grep, files, hand }) {
  const { args, limitMs, env: own = {} } = levels[name];
  const resultsFile = path.join(root, 'out/results', hand === 0 ? `${name}.json` : `${name}-${hand}.json`);
  rmSync(resultsFile, { force: true });
  const env = { ...projectEnv, ...own, RESULTS_FILE: resultsFile };
  const { code, timedOut } = await run(projectNode, args(grep, files), { show: true, timeoutMs: limitMs, env });

  const totals = existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, 'utf8')) : { passed: 0, failed: 0, skipped: 0 };
  const wrong = sentence => {
    totals.failed++;
    console.log(`    ✗ ${sentence}`);
  };
  if (timedOut) wrong(`The level did not end within ${limitMs / 1000} s. It ran: ${totals.running || 'no test'}`);
  else if (totals.passed + totals.failed === 0 && (grep === undefined || code !== 0)) wrong('A run of the level ran no test.');
  else if (code !== 0 && totals.failed === 0) wrong(`The level ended with ${code ?? 'a signal'} after its tests had passed.`);
  return totals;
}
