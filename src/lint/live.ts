import type { AskedCluster, AskedParts, ClusterQuestions } from '../model/askedCluster.ts';
import type { Missing } from '../model/finding.ts';
import type { Problem, ProblemSeverity, RuleId, RuleNotChecked } from '../model/problem.ts';
import type { ConfigEntry } from '../model/cluster.ts';
import type { Part, TopicConfig } from '../model/snapshot.ts';
import type { ClientConfiguration } from './configuration.ts';
import { toProblem, type Found } from './defineRule.ts';
import { inThisFile, withoutRepeats } from './layers.ts';
import type { Role } from './roles.ts';

/**
 * A mistake that only the cluster can tell. It is asked once for the whole file (`questionsOf`), before any rule runs; a
 * rule is a pure function of the file and of the answer.
 */
export interface LiveRuleDeclaration<Id extends RuleId, Needs extends keyof AskedParts> {
  readonly id: Id;
  readonly title: string;
  readonly severity: ProblemSeverity;
  readonly roles?: readonly Role[];
  /** Parts of the answer that it reads; reading another does not compile. What is missing in them is reported: not checked. */
  readonly needs: readonly Needs[];
  /** The rule that can only go by what most clusters have; where this one is answered, it speaks no longer. */
  readonly settles?: RuleId;
  /** What it has to know to judge this client; undefined: the file gives it nothing to judge. */
  asks(config: ClientConfiguration): Partial<ClusterQuestions> | undefined;
  check(config: ClientConfiguration, told: Told<Needs>): Iterable<Found<Id>>;
}

export type Told<Needs extends keyof AskedParts> = Pick<AskedParts, Needs> & Pick<AskedCluster, 'userName'>;

export interface LiveRule {
  readonly id: RuleId;
  readonly title: string;
  readonly severity: ProblemSeverity;
  readonly needs: readonly (keyof AskedParts)[];
  readonly settles: RuleId | undefined;
  /** Undefined: it has nothing to say of this client. */
  asks(config: ClientConfiguration): Partial<ClusterQuestions> | undefined;
  problems(config: ClientConfiguration, asked: AskedCluster): readonly Problem[];
}

export function defineLiveRule<Id extends RuleId, const Needs extends keyof AskedParts>(
  declaration: LiveRuleDeclaration<Id, Needs>,
): LiveRule {
  const { id, title, severity, needs, settles, roles } = declaration;
  return {
    id,
    title,
    severity,
    needs,
    settles,
    asks: config => (roles !== undefined && !roles.includes(config.role) ? undefined : declaration.asks(config)),
    problems(config, { clusterName, at, userName, parts }) {
      const told: AskedParts & Pick<AskedCluster, 'userName'> = { ...parts, userName };
      return Array.from(declaration.check(config, told), found => ({ ...toProblem(id, severity, found), asked: { clusterName, at } }));
    },
  };
}

/** What has to be asked of the cluster to judge these clients; undefined: nothing. */
export function questionsOf(rules: readonly LiveRule[], configurations: readonly ClientConfiguration[]): ClusterQuestions | undefined {
  const asked = rules.flatMap(rule => configurations.flatMap(config => rule.asks(config) ?? []));
  if (asked.length === 0) return undefined;
  const names = (of: (one: Partial<ClusterQuestions>) => readonly string[] | undefined) => [
    ...new Set(asked.flatMap(one => of(one) ?? [])),
  ];
  return {
    brokers: asked.some(({ brokers }) => brokers),
    brokerConfigs: asked.some(({ brokerConfigs }) => brokerConfigs),
    allTopics: asked.some(({ allTopics }) => allTopics),
    topics: names(({ topics }) => topics),
    groups: names(({ groups }) => groups),
  };
}

export interface LiveResult {
  readonly problems: readonly Problem[];
  readonly notChecked: readonly RuleNotChecked[];
  /** Rules of the text alone whose guess the cluster's answer replaces: what they found of this file is to be left out. */
  readonly settled: readonly RuleId[];
  readonly broken: readonly { readonly ruleId: RuleId; readonly error: unknown }[];
}

/** Every rule that has something to judge, over the answer to `questionsOf` the same clients. One that throws costs itself alone. */
export function judgeLive(rules: readonly LiveRule[], configurations: readonly ClientConfiguration[], asked: AskedCluster): LiveResult {
  const problems: Problem[] = [];
  const notChecked: RuleNotChecked[] = [];
  const settled = new Set<RuleId>();
  const broken: { ruleId: RuleId; error: unknown }[] = [];
  for (const rule of rules) {
    const reasons = new Map<string, Missing>();
    try {
      for (const config of configurations) {
        const questions = rule.asks(config);
        if (questions === undefined) continue;
        for (const missing of rule.needs.flatMap(need => asked.parts[need].missing)) {
          if (concerns(missing, questions)) reasons.set(`${missing.subject} ${JSON.stringify(missing.reason)}`, missing);
        }
        problems.push(...rule.problems(config, asked));
        if (rule.settles !== undefined && reasons.size === 0) settled.add(rule.settles);
      }
    } catch (error) {
      broken.push({ ruleId: rule.id, error });
    }
    if (reasons.size > 0) notChecked.push({ ruleId: rule.id, reasons: [...reasons.values()] });
  }
  return { problems: withoutRepeats(inThisFile(problems)), notChecked, settled: [...settled], broken };
}

/** The group that the client joins, where the file names it. */
export function groupAsked(config: ClientConfiguration): string | undefined {
  const group = config.written('groupId');
  return !group || group.placeholder || group.value === '' ? undefined : group.value;
}

/** A number among the broker's settings; undefined: not told. */
export const brokerLimit = ({ items }: Part<ConfigEntry>, name: string): number | undefined =>
  numberIn(items.find(entry => entry.name === name)?.value);

/** A number among a topic's settings, defaults included; undefined: not told. */
export const configOf = ({ items }: Part<TopicConfig>, topic: string, name: string): number | undefined =>
  numberIn(items.find(config => config.topic === topic)?.entries.find(entry => entry.name === name)?.value);

const numberIn = (value: string | null | undefined): number | undefined =>
  value !== null && value !== undefined && /^-?\d+$/.test(value) ? Number(value) : undefined;

/** A part is asked for once for all rules: what is missing of a topic or a group that this one did not ask for is none of its matter. */
const concerns = ({ subject }: Missing, { topics = [], groups = [] }: Partial<ClusterQuestions>): boolean =>
  wholeParts.has(subject) || topics.includes(subject) || groups.includes(subject);

/** Subjects of what is missing of the cluster as a whole. */
const wholeParts: ReadonlySet<string> = new Set([
  'brokers',
  'broker configurations',
  'topics',
  'topic configurations',
  'groups',
  'commits',
  'permissions',
]);
