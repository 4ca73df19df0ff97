import assert from 'node:assert/strict';
import path from 'node:path';
import { describeGroups, listGroups } from '../../../src/kafka/groups.ts';
import { known } from '../../../src/model/failure.ts';
import type { Member } from '../../../src/model/group.ts';
import { type JavaApplications, startJavaApplications } from '../../lab/javaApplications.ts';
import { makeTopics } from '../../lab/writing.ts';
import { labBroker } from '../../support/brokers.ts';
import { eventually } from '../../support/eventually.ts';
import { applications, asking, plainly } from './clients.ts';

/** What members of classic groups tell their leader, from Kafka's own clients. */
describe('members say what they owned when they joined', () => {
  const broker = labBroker();
  const { cluster } = asking(plainly(broker));
  const applied = applications(broker);
  const topic = 'members-orders';
  let java: JavaApplications;

  before('applications can be started', async function () {
    this.timeout(120_000);
    const started = await startJavaApplications(broker());
    if (started === undefined) return this.skip(); // Docker's image has no compiler
    java = started;
    applied.endingWith(() => java.stop());
    await makeTopics(cluster(), [{ name: topic, partitions: 2 }]);
  });

  /** The members of a group, by rack, once it has settled with so many. */
  const membersOf = (groupId: string, assignor: string, count: number): Promise<readonly Member[]> =>
    eventually(
      async () => {
        const { groups } = await listGroups(cluster());
        const [group] = await describeGroups(
          cluster(),
          groups.filter(one => one.groupId === groupId),
        );
        assert.deepEqual([group?.assignor, group?.members.length], [assignor, count]);
        assert.ok(
          group?.members.every(({ assignment }) => assignment.value?.length === 2 / count),
          'everybody owns its part',
        );
        return group?.members.toSorted((a, b) => ((a.joinedWith?.rack ?? '') < (b.joinedWith?.rack ?? '') ? -1 : 1)) ?? [];
      },
      { everyMs: 200 },
    );
  const join = (groupId: string, assignor: string, rack: string) =>
    java.join('classic', topic, {
      ...{ 'group.id': groupId, 'client.rack': rack },
      'partition.assignment.strategy': `org.apache.kafka.clients.consumer.${assignor}Assignor`,
    });

  it('with cooperative-sticky: what they kept', async function () {
    this.timeout(120_000);
    await join('members-cooperative', 'CooperativeSticky', 'eu1');
    const [alone] = await membersOf('members-cooperative', 'cooperative-sticky', 1);
    assert.deepEqual(alone?.joinedWith, {
      ...{ ownedPartitions: [], generation: -1, rack: 'eu1' },
      assignorData: known({ kind: 'sticky', previousAssignment: null, generation: -1 }),
    });
    await join('members-cooperative', 'CooperativeSticky', 'eu2');
    const [first] = await membersOf('members-cooperative', 'cooperative-sticky', 2);
    // It gave one of its two partitions up, and joined again with the one that it kept.
    const generation = first?.joinedWith?.generation ?? -1;
    assert.ok(generation >= 2);
    assert.deepEqual(first?.joinedWith, {
      ...{ ownedPartitions: first?.assignment.value, generation, rack: 'eu1' },
      assignorData: known({ kind: 'sticky', previousAssignment: null, generation }),
    });
  });

  it('with sticky: nothing, since they give all up, and their last assignment beside it', async function () {
    this.timeout(120_000);
    await join('members-sticky', 'Sticky', 'eu1');
    await membersOf('members-sticky', 'sticky', 1);
    await join('members-sticky', 'Sticky', 'eu2');
    const both = await membersOf('members-sticky', 'sticky', 2);
    const previousAssignment = [0, 1].map(partition => ({ topic, partition }));
    assert.deepEqual(
      both.map(({ joinedWith }) => joinedWith),
      [
        { ownedPartitions: [], generation: 1, rack: 'eu1', assignorData: known({ kind: 'sticky', previousAssignment, generation: 1 }) },
        { ownedPartitions: [], generation: -1, rack: 'eu2', assignorData: known({ kind: 'none' }) },
      ],
    );
  });

  it("of Kafka Streams: in bytes that are said to be Streams'", async function () {
    this.timeout(120_000);
    const groupId = 'members-streams';
    const folder = path.join(path.dirname(broker().logFile), groupId);
    await java.join('streams', topic, { 'application.id': groupId, 'state.dir': folder, 'num.stream.threads': '1' });
    const [member] = await membersOf(groupId, 'stream', 1);
    assert.deepEqual(member!.subscription, known([topic]));
    const value = member!.joinedWith?.assignorData.value;
    assert.ok(value?.kind === 'streams' && value.version >= 11, JSON.stringify(value));
  });
});
