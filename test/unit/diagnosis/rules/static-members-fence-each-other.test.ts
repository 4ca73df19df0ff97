import { staticMembersFenceEachOther } from '../../../../src/diagnosis/rules/static-members-fence-each-other.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { group, member, watched } from '../../../support/snapshots.ts';

const held = (clientId: (turn: number) => string, everySeconds: number) =>
  watched(
    second => {
      const turn = Math.floor(second / everySeconds);
      return group([member(clientId(turn), ['prices-0'], { memberId: `price-${turn}`, groupInstanceId: 'price-updater-0' })]);
    },
    () => ({}),
  );

diagnosisTest(staticMembersFenceEachOther, {
  finds: [
    {
      when: 'two programs take turns with one instance id',
      snapshot: { samples: held(turn => `price-updater-${1 + (turn % 2)}`, 4) },
      subject: 'price-updater-0',
      severity: 'error',
      confidence: 'proven',
      figures: { times: 5, holders: ['price-updater-1 (10.2.0.11)', 'price-updater-2 (10.2.0.11)'] },
      facts: ['instance-changed-hands'],
      says: 'throw each other out: all have group.instance.id price-updater-0',
    },
    {
      when: 'the coordinator keeps the first one’s name, as it does without a rebalance: less sure, for one program may restart again and again',
      snapshot: { samples: held(() => 'price-updater-1', 4) },
      subject: 'price-updater-0',
      severity: 'error',
      confidence: 'likely',
      figures: { times: 5, holders: ['price-updater-1 (10.2.0.11)'] },
    },
  ],
  staysQuiet: [
    { when: 'a program takes its own instance id back after a restart', snapshot: { samples: held(() => 'price-updater-1', 12) } },
    { when: 'a pod moved to another host, once', snapshot: { samples: held(turn => `price-updater-${turn}`, 12) } },
    {
      when: 'nobody has an instance id',
      snapshot: {
        samples: watched(
          second => group([member(`p-${second}`, [])]),
          () => ({}),
        ),
      },
    },
  ],
});
