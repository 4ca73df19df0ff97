// What tests inside an editor have around them: Kafka with scenarios, Kafka behind a login, and a workspace that names the first.
import { type Broker, startBroker, type User } from '../../lab/broker.ts';
import { sampleWorkspace } from '../../lab/sampleWorkspace.ts';
import { openLab, type Scenario } from '../../lab/scenario.ts';

export interface EditorLab {
  /** All scenarios run here, without login. */
  readonly broker: Broker;
  /** SASL_SSL first, SASL_PLAINTEXT too; `alice` may do everything with `orders` and its groups, `bob` nothing. */
  readonly guarded: Broker;
  /** A copy of the sample workspace, whose cluster `demo` is `broker`. */
  readonly workspace: string;
  stop(): Promise<void>;
}

export const alice: User = { name: 'alice', password: 'alice-secret' };
export const bob: User = { name: 'bob', password: 'bob-secret' };

/** Starts it all and resolves when the scenarios show what they are there for. */
export async function startEditorLab(scenarios: readonly Scenario[]): Promise<EditorLab> {
  const started = await Promise.allSettled([
    startBroker(),
    startBroker({
      listeners: ['SASL_SSL', 'SASL_PLAINTEXT'],
      mechanisms: ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512', 'OAUTHBEARER'],
      users: [alice, bob],
      acls: [
        { who: alice.name, may: ['ALL'], on: 'TOPIC', named: 'orders' },
        { who: alice.name, may: ['ALL'], on: 'GROUP', named: '*' },
      ],
    }),
  ]);
  const [first, second] = started;
  if (first.status === 'rejected') throw first.reason;
  if (second.status === 'rejected') throw second.reason;
  const [broker, guarded] = [first.value, second.value];
  const workspace = await sampleWorkspace(broker.bootstrap);
  const lab = await openLab(broker);
  const running = await Promise.all(scenarios.map(scenario => scenario.start(lab)));
  await Promise.all(running.map(one => one.ready()));
  return {
    ...{ broker, guarded, workspace: workspace.path },
    stop: async () => {
      await Promise.all(running.map(one => one.stop()));
      await lab.close();
      await Promise.all([broker.stop(), guarded.stop()]);
      workspace.remove();
    },
  };
}
