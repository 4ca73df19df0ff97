import { subscribedTopicMissing } from '../../../../src/diagnosis/rules/subscribed-topic-missing.ts';
import { known } from '../../../../src/model/failure.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { failed, group, member, sample } from '../../../support/snapshots.ts';

const subscribedTo = (...topics: readonly string[]) => [sample(0, group([member('cards-1', [], { subscription: known(topics) })]), {})];
const absent = [failed('gift-card-refunds', { kind: 'not-found', code: 'UNKNOWN_TOPIC_OR_PARTITION', request: 'Metadata' })];

diagnosisTest(subscribedTopicMissing, {
  finds: [
    {
      when: 'one of two topics was never made',
      snapshot: {
        samples: subscribedTo('gift-cards', 'gift-card-refunds'),
        topicNames: ['gift-cards', 'gift-card-refund'],
        missing: { topics: absent },
      },
      subject: 'gift-card-refunds',
      severity: 'warning',
      confidence: 'proven',
      figures: { subscribers: ['cards-1'], similar: ['gift-card-refund'], isOnlyOne: false },
      facts: ['topic-is-subscribed', 'topic-is-not-there'],
      says: 'cards-1 subscribes to gift-card-refunds, which does not exist. Did you mean gift-card-refund?',
    },
    {
      when: 'a member has nothing else to read',
      snapshot: { samples: subscribedTo('gift-card-refunds'), missing: { topics: absent } },
      subject: 'gift-card-refunds',
      severity: 'error',
      says: 'It has nothing else to read',
    },
  ],
  staysQuiet: [
    { when: 'all topics are there', snapshot: { samples: subscribedTo('gift-cards') } },
    {
      when: 'the topic may not be seen: nobody knows whether it is there',
      snapshot: {
        samples: subscribedTo('gift-card-refunds'),
        missing: { topics: [failed('gift-card-refunds', { kind: 'forbidden', code: 'TOPIC_AUTHORIZATION_FAILED' })] },
      },
    },
    {
      when: 'a topic with old commits was deleted and nobody subscribes to it',
      snapshot: { samples: subscribedTo('gift-cards'), missing: { topics: absent } },
    },
    {
      when: 'it is only absent from a list that may leave topics out',
      snapshot: {
        samples: subscribedTo('gift-cards'),
        topicNames: ['other'],
        missing: { topicNames: [failed('topics', { kind: 'forbidden' })] },
      },
    },
  ],
});
