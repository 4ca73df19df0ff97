import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AskedCluster, AskedParts } from '../../src/model/askedCluster.ts';
import type { Partition, Topic } from '../../src/model/cluster.ts';
import type { Failure } from '../../src/model/failure.ts';
import type { Group, Member } from '../../src/model/group.ts';
import type { Problem, ProblemSeverity, RuleId } from '../../src/model/problem.ts';
import type { Part, TopicConfig } from '../../src/model/snapshot.ts';
import { lintWith } from '../../src/lint/lint.ts';
import { judgeLive, questionsOf, type LiveResult, type LiveRule } from '../../src/lint/live.ts';
import { readProperties } from '../../src/lint/readers/properties.ts';
import { problemMessage } from '../../src/report/problemWords.ts';
import { applyFix, checkAnyProblem } from './lintTest.ts';

export interface LiveCases {
  /** The cluster that the page's examples are held against. */
  readonly page: AskedCluster;
  readonly finds: readonly LiveFinding[];
  readonly staysQuiet: readonly LiveCase[];
}

export interface LiveCase {
  readonly when: string;
  readonly text: string;
  readonly cluster: AskedCluster;
  /** Subjects that could not be checked. */
  readonly notChecked?: readonly string[];
}

export interface LiveFinding extends LiveCase {
  readonly at: string | readonly string[];
  readonly severity?: ProblemSeverity;
  readonly figures?: Readonly<Record<string, unknown>>;
  readonly says?: string;
  readonly fixed?: string;
  /** The offline rule whose guess the answer replaces. */
  readonly settles?: RuleId;
}

/** One live rule's tests: a file, a cluster's answer, and what is told. */
export function liveLintTest(rule: LiveRule, { page, finds, staysQuiet }: LiveCases): void {
  const run = (text: string, cluster: AskedCluster): LiveResult => {
    const { configurations } = lintWith([], readProperties(text));
    assert.notEqual(configurations.length, 0, 'the file was not taken for a Kafka client’s');
    if (questionsOf([rule], configurations) === undefined) return { problems: [], notChecked: [], settled: [], broken: [] };
    const result = judgeLive([rule], configurations, cluster);
    assert.deepEqual(result.broken, [], 'the rule threw');
    return result;
  };
  const subjects = ({ notChecked }: LiveResult) => notChecked.flatMap(({ reasons }) => reasons.map(({ subject }) => subject));
  const places = (problems: readonly Problem[], text: string) => problems.map(({ range }) => text.slice(range.start, range.end));

  describe(rule.id, () => {
    for (const { when, text, cluster, at, severity, figures, says, fixed, settles, notChecked = [] } of finds) {
      it(`finds it when ${when}`, () => {
        const result = run(text, cluster);
        assert.deepEqual(places(result.problems, text), typeof at === 'string' ? [at] : at);
        for (const problem of result.problems) checkAnyProblem(problem, text);
        const problem = result.problems[0]!;
        assert.equal(problem.severity, severity ?? rule.severity);
        assert.deepEqual(problem.asked, { clusterName: cluster.clusterName, at: cluster.at });
        for (const [name, value] of Object.entries(figures ?? {}))
          assert.deepEqual((problem.figures as Record<string, unknown>)[name], value, `figure ${name}`);
        if (says !== undefined) assert.ok(problemMessage(problem).includes(says), `“${problemMessage(problem)}” does not say “${says}”`);
        if (fixed !== undefined) assert.equal(applyFix(text, problem.fixes[0]), fixed);
        assert.deepEqual(result.settled, settles === undefined ? [] : [settles]);
        assert.deepEqual(subjects(result), notChecked);
      });
    }
    for (const { when, text, cluster, notChecked = [] } of staysQuiet) {
      it(`stays quiet when ${when}`, () => {
        const result = run(text, cluster);
        assert.deepEqual(result.problems.map(problemMessage), []);
        assert.deepEqual(subjects(result), notChecked);
      });
    }

    it('has a page whose examples it judges as the page says', () => {
      const words = readFileSync(path.resolve(import.meta.dirname, `../../src/lint/rules/${rule.id}.md`), 'utf8');
      const examples = (kind: string) => [...words.matchAll(new RegExp(`\`\`\`properties ${kind}\\n([\\s\\S]*?)\`\`\``, 'g'))];
      assert.ok(examples('problem').length > 0 && examples('fine').length > 0, 'the page has an example of each kind');
      for (const [, text = ''] of examples('problem')) assert.notEqual(run(text, page).problems.length, 0, `not reported:\n${text}`);
      for (const [, text = ''] of examples('fine')) assert.deepEqual(run(text, page).problems.map(problemMessage), [], text);
    });
  });
}

/** A cluster's answer: the parts that a case is about; of the rest nothing was asked. */
export function asked(
  parts: { readonly [Name in keyof AskedParts]?: AskedParts[Name]['items'] | AskedParts[Name] },
  userName: string | null = null,
): AskedCluster {
  const whole = <T>(part: readonly T[] | Part<T> | undefined): Part<T> =>
    part === undefined ? { items: [], missing: [] } : 'items' in part ? part : { items: part, missing: [] };
  return {
    clusterName: 'lab',
    at: 1_800_000_000_000,
    userName,
    parts: {
      brokers: whole(parts.brokers),
      brokerConfigs: whole(parts.brokerConfigs),
      topics: whole(parts.topics),
      topicConfigs: whole(parts.topicConfigs),
      groups: whole(parts.groups),
      commits: whole(parts.commits),
      topicOperations: whole(parts.topicOperations),
      groupOperations: whole(parts.groupOperations),
    },
  };
}

/** A part of which nothing could be had. */
export const refused = (subject: string, failure: Failure): Part<never> => ({
  items: [],
  missing: [{ subject, reason: { kind: 'failure', failure } }],
});

export const brokerSetting = (name: string, value: string) => ({ name, value, source: 'default', sensitive: false }) as const;

export const topicSettings = (topic: string, settings: Readonly<Record<string, string>>): TopicConfig => ({
  topic,
  entries: Object.entries(settings).map(([name, value]) => brokerSetting(name, value)),
});

export const topic = (name: string, partition: Partial<Pick<Partition, 'replicas' | 'isr'>> = {}): Topic => ({
  name,
  internal: name.startsWith('__'),
  partitions: [
    { topic: name, partition: 0, leader: 1, leaderEpoch: 0, replicas: [1, 2, 3], isr: [1, 2, 3], offlineReplicas: [], ...partition },
  ],
});

export const group = (groupId: string, about: Partial<Group> = {}): Group => ({
  ...{ groupId, groupType: 'classic', groupState: 'Stable', protocolType: 'consumer', coordinator: 1, assignor: 'range', members: [] },
  ...about,
});

export const memberOf = (...topics: readonly string[]): Member => ({
  ...{ memberId: 'a', groupInstanceId: null, clientId: 'a', clientHost: '/10.0.0.1' },
  ...{ subscription: { value: topics }, subscribedRegex: null, assignment: { value: [] } },
});
