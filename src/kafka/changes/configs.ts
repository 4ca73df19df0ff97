import { type Answer, known, unknown } from '../../model/failure.ts';
import type { Cluster } from '../connection/cluster.ts';
import { failureFromCode, missingInAnswer } from '../errors.ts';
import { brokerResource, topicResource } from '../protocol/apis/describeConfigs.ts';
import { deleteConfig, incrementalAlterConfigs, setConfig } from '../protocol/apis/incrementalAlterConfigs.ts';
import { atNode, type Node, type Options } from '../routing.ts';
import { changeEach } from './askOnce.ts';

/** What is configured: a topic by its name, or one broker by its node id. */
export type Configured = { readonly topic: string; readonly nodeId?: never } | { readonly nodeId: number; readonly topic?: never };

export interface ConfigChange {
  readonly name: string;
  /** Null: back to what holds without it. */
  readonly value: string | null;
}

export interface ConfigChangeOptions extends Options {
  /** True: only asks whether it would be accepted. */
  readonly validateOnly?: boolean;
}

/**
 * Changes single keys and leaves the others as they are: all of `changes` or none. It takes ALTER_CONFIGS on the topic or the
 * cluster; brokers before 2.3 do not know ('unsupported').
 */
export async function alterConfigs(
  cluster: Cluster,
  what: Configured,
  changes: readonly ConfigChange[],
  { validateOnly = false, ...options }: ConfigChangeOptions = {},
): Promise<Answer<true>> {
  // A broker's dynamic settings are checked by the broker itself.
  const node: Node = what.nodeId ?? 'any';
  const [resourceType, resourceName] = what.topic === undefined ? [brokerResource, String(what.nodeId)] : [topicResource, what.topic];
  const source = { request: incrementalAlterConfigs.name, subject: what.topic ?? `broker ${what.nodeId}` };
  const configs = changes.map(({ name, value }) => ({ name, value, configOperation: value === null ? deleteConfig : setConfig }));
  const [asked] = await changeEach<Configured, true>(
    incrementalAlterConfigs.name,
    [what],
    {
      locate: () => Promise.resolve([known(node)]),
      ask: async () => {
        const question = { resources: [{ resourceType, resourceName, configs }], validateOnly };
        const { responses } = await cluster.ask(incrementalAlterConfigs, question, atNode(node, options));
        const response = responses.find(one => one.resourceName === resourceName);
        if (response === undefined) return [unknown(missingInAnswer(source))];
        const failure = failureFromCode(response.errorCode, { ...source, detail: response.errorMessage });
        return [failure ? unknown(failure) : known(true)];
      },
      most: 1,
    },
    options,
  );
  return asked?.answer ?? unknown(missingInAnswer(source));
}
