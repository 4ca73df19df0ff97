// A mocha reporter that says what failed, and keeps exact totals in the file named by RESULTS_FILE, also when the run is stopped.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import mocha from 'mocha';

export default class Reporter extends mocha.reporters.Base {
  constructor(runner, options) {
    super(runner, options);
    const file = process.env.RESULTS_FILE;
    const totals = { passed: 0, failed: 0, skipped: 0, running: '', failures: [] };
    const keep = () => {
      if (file !== undefined) writeFileSync(file, JSON.stringify(totals));
    };
    if (file !== undefined) mkdirSync(path.dirname(file), { recursive: true });
    for (const event of ['test', 'hook']) {
      runner.on(event, runnable => {
        totals.running = runnable.fullTitle();
        keep();
      });
    }
    runner.on('pass', test => {
      totals.passed++;
      if (process.env.VERBOSE || test.duration > 5_000) console.log(`    ✓ ${test.fullTitle()} (${test.duration} ms)`);
    });
    // A failing hook is reported here too: the tests that it kept from running count as this one failure.
    runner.on('fail', test => {
      totals.failed++;
      totals.failures.push({ title: test.fullTitle(), file: test.file });
      console.log(`    ✗ ${test.fullTitle()}`);
    });
    runner.on('pending', test => {
      totals.skipped++;
      console.log(`    - skipped: ${test.fullTitle()}`);
    });
    runner.once('end', () => {
      if (this.failures.length > 0) mocha.reporters.Base.list(this.failures);
      totals.running = '';
      keep();
      // A test that leaves a socket or a timer behind would keep the run alive for ever: say so, count it (mocha sets the exit code to
      // the failures that it knows), and end it.
      setTimeout(() => {
        totals.failed++;
        keep();
        console.log(`    ✗ Tests left something open: ${process.getActiveResourcesInfo().join(', ')}`);
        process.exit(1);
      }, 15_000).unref();
    });
  }
}
