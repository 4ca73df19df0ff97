import { startKcat } from '../kcat.ts';
import { click } from '../records.ts';
import { createTopic, produceSteadily, type Scenario, untilGroup, untilPositions } from '../scenario.ts';

/** A commit every 12 s at 200 records a second: a restart repeats up to 2,400 of them. */
export const rareCommits: Scenario = {
  name: 'rare-commits',
  topic: 'page-views',
  groupId: 'page-view-counter',
  says: 'commits-too-rare',
  takes: ['kcat'],
  async start(lab) {
    await createTopic(lab, this.topic, 2);
    const clicks = produceSteadily(lab, this.topic, 200, click);
    const member = startKcat(lab.broker, this.groupId, [this.topic], {
      ...{ 'client.id': 'page-view-counter-1', 'auto.commit.interval.ms': '12000' },
    });
    return {
      ready: async () => {
        await untilGroup(lab, this, 'settled', ({ groupState }) => groupState === 'Stable');
        await untilPositions(lab, this, 'committed', all => all.every(at => (at.committed ?? 0n) > 0n));
      },
      stop: async () => {
        await clicks.stop();
        await member.kill();
      },
    };
  },
};
