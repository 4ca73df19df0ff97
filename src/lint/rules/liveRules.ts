import type { LiveRule } from '../live.ts';
import { acksWithoutEnoughReplicas } from './acks-without-enough-replicas.ts';
import { bootstrapSingleBroker } from './bootstrap-single-broker.ts';
import { groupOfAnotherType } from './group-of-another-type.ts';
import { groupProtocolNotOffered } from './group-protocol-not-offered.ts';
import { groupUsedForOtherTopics } from './group-used-for-other-topics.ts';
import { latestOnNewGroup } from './latest-on-new-group.ts';
import { offsetResetWithoutEffect } from './offset-reset-without-effect.ts';
import { permissionMissing } from './permission-missing.ts';
import { receiveLimitBelowRecord } from './receive-limit-below-record.ts';
import { recordLimitAboveTopic } from './record-limit-above-topic.ts';
import { sessionOutsideClusterLimits } from './session-outside-cluster-limits.ts';
import { topicDoesNotExist } from './topic-does-not-exist.ts';
import { topicPatternMatches } from './topic-pattern-matches.ts';
import { transactionTimeoutOverClusterLimit } from './transaction-timeout-over-cluster-limit.ts';

/** Every rule that asks a cluster, by name. Adding one: CONTRIBUTING.md. */
export const liveRules: readonly LiveRule[] = [
  acksWithoutEnoughReplicas,
  bootstrapSingleBroker,
  groupOfAnotherType,
  groupProtocolNotOffered,
  groupUsedForOtherTopics,
  latestOnNewGroup,
  offsetResetWithoutEffect,
  permissionMissing,
  receiveLimitBelowRecord,
  recordLimitAboveTopic,
  sessionOutsideClusterLimits,
  topicDoesNotExist,
  topicPatternMatches,
  transactionTimeoutOverClusterLimit,
];
