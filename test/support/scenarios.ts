import type { Broker } from '../lab/broker.ts';
import { type Lab, openLab, runnable, type RunningScenario, type Scenario } from '../lab/scenario.ts';

/**
 * Real clients for the tests of a `describe`: starts the scenarios, each on the broker that is named for it, waits until each
 * one's behaviour shows, and stops them after the last test. Those whose clients this machine cannot run are left out. Give a
 * broker of your own where two files would start the same scenario.
 */
export function runningScenarios(brokerFor: (scenario: Scenario) => Broker, scenarios: readonly Scenario[]): () => RunningLab {
  const labs = new Map<Broker, Lab>();
  const running: RunningScenario[] = [];
  let runs: readonly Scenario[] = [];
  before('scenarios run', async function () {
    this.timeout(300_000);
    for (const broker of new Set(scenarios.map(brokerFor))) labs.set(broker, await openLab(broker));
    runs = await runnable(scenarios);
    const started = await Promise.allSettled(runs.map(scenario => scenario.start(labs.get(brokerFor(scenario))!)));
    for (const one of started) if (one.status === 'fulfilled') running.push(one.value);
    for (const one of started) if (one.status === 'rejected') throw one.reason;
    await Promise.all(running.map(one => one.ready()));
  });
  after('scenarios stop', async function () {
    this.timeout(180_000); // a member that is joining just then ends when the others have joined or left
    const stopped = await Promise.allSettled(running.map(one => one.stop()));
    await Promise.all([...labs.values()].map(lab => lab.close()));
    for (const one of stopped) if (one.status === 'rejected') throw one.reason;
  });
  return () => {
    const [lab] = labs.values();
    if (lab === undefined) throw new Error('Scenarios start before the tests: ask for them inside a test, not beside it.');
    return { ...lab, runs, beginLooking: () => Promise.all(running.map(async one => one.whenLookedAt?.())) };
  };
}

/** The lab of the first scenario's broker. */
export interface RunningLab extends Lab {
  /** Those that this machine can run. */
  readonly runs: readonly Scenario[];
  /** Now comes what scenarios keep for those who look. */
  beginLooking(): Promise<unknown>;
}
