import { order, refund } from '../records.ts';
import { createTopic, lagOf, produceSteadily, type Scenario, startMember, untilMembers, untilPositions } from '../scenario.ts';

/** A release dropped one of the two topics that the group used to read; its commits, and its producers, are still there. */
export const topicLeftBehind: Scenario = {
  name: 'topic-left-behind',
  topic: 'returns',
  groupId: 'returns-desk',
  says: 'topic-no-longer-subscribed',
  async start(lab) {
    const dropped = { ...this, topic: 'exchanges' };
    await Promise.all([createTopic(lab, this.topic, 2), createTopic(lab, dropped.topic, 2)]);
    const streams = [produceSteadily(lab, this.topic, 10, refund), produceSteadily(lab, dropped.topic, 10, order)];
    const settings = { autoCommitInterval: 1_000, eachMessage: () => Promise.resolve() };
    const before = await startMember(lab, this, 'returns-desk-1', settings, { topics: [this.topic, dropped.topic] });
    const wasRead = untilPositions(lab, this, 'read', all => all.every(at => (at.committed ?? 0n) > 0n));
    await untilPositions(lab, dropped, 'read once', all => all.every(at => (at.committed ?? 0n) > 0n));
    await wasRead;
    await before.disconnect();
    const member = await startMember(lab, this, 'returns-desk-1', settings);
    return {
      ready: async () => {
        await untilMembers(lab, this, 1, 'Stable');
        await untilPositions(lab, dropped, 'left behind', all => all.some(at => lagOf(at) > 20n));
      },
      stop: async () => {
        await Promise.all(streams.map(stream => stream.stop()));
        await member.disconnect();
      },
    };
  },
};
