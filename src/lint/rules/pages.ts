import type { RuleId } from '../../model/problem.ts';
import acksWeak from './acks-weak.md';
import acksWithoutEnoughReplicas from './acks-without-enough-replicas.md';
import advertisedListenerUnreachable from './advertised-listener-unreachable.md';
import assignorMixed from './assignor-mixed.md';
import autoCommitRisk from './auto-commit-risk.md';
import autoCommitTooRare from './auto-commit-too-rare.md';
import backoffAboveItsMaximum from './backoff-above-its-maximum.md';
import backslashLost from './backslash-lost.md';
import batchSizeTiny from './batch-size-tiny.md';
import bootstrapServerMalformed from './bootstrap-server-malformed.md';
import bootstrapSingleBroker from './bootstrap-single-broker.md';
import bufferBelowRequestSize from './buffer-below-request-size.md';
import certificateCheckDisabled from './certificate-check-disabled.md';
import classNameWithoutPackage from './class-name-without-package.md';
import commitIntervalWithoutAutoCommit from './commit-interval-without-auto-commit.md';
import continuationSwallowsEntry from './continuation-swallows-entry.md';
import debugLoggingOn from './debug-logging-on.md';
import deliveryOutlastsTransaction from './delivery-outlasts-transaction.md';
import deliveryTimeoutTooShort from './delivery-timeout-too-short.md';
import deprecatedKey from './deprecated-key.md';
import duplicateKey from './duplicate-key.md';
import environmentDrift from './environment-drift.md';
import fetchLimitsContradict from './fetch-limits-contradict.md';
import fetchMinUnreachable from './fetch-min-unreachable.md';
import fetchWaitDelaysRecords from './fetch-wait-delays-records.md';
import fetchWaitExceedsRequestTimeout from './fetch-wait-exceeds-request-timeout.md';
import groupIdGeneric from './group-id-generic.md';
import groupIdMissing from './group-id-missing.md';
import groupIdRandom from './group-id-random.md';
import groupIdShared from './group-id-shared.md';
import groupOfAnotherType from './group-of-another-type.md';
import groupProtocolNotOffered from './group-protocol-not-offered.md';
import groupProtocolRefusedKey from './group-protocol-refused-key.md';
import groupUsedForOtherTopics from './group-used-for-other-topics.md';
import heartbeatCloseToSession from './heartbeat-close-to-session.md';
import hostNameCheckDisabled from './host-name-check-disabled.md';
import idempotenceConflict from './idempotence-conflict.md';
import inlineCommentInValue from './inline-comment-in-value.md';
import jaasMalformed from './jaas-malformed.md';
import keyNewerThanClient from './key-newer-than-client.md';
import keyNotHandedOn from './key-not-handed-on.md';
import keyOfAnotherLibrary from './key-of-another-library.md';
import keyOfAnotherRole from './key-of-another-role.md';
import latestOnNewGroup from './latest-on-new-group.md';
import legacyZookeeperKey from './legacy-zookeeper-key.md';
import loginModuleMismatch from './login-module-mismatch.md';
import offsetResetWithoutEffect from './offset-reset-without-effect.md';
import permissionMissing from './permission-missing.md';
import pollBatchTooLarge from './poll-batch-too-large.md';
import pollIntervalBelowSession from './poll-interval-below-session.md';
import pollIntervalTooShort from './poll-interval-too-short.md';
import productionPlaintext from './production-plaintext.md';
import quotedValue from './quoted-value.md';
import receiveLimitBelowRecord from './receive-limit-below-record.md';
import recordLimitAboveTopic from './record-limit-above-topic.md';
import removedClass from './removed-class.md';
import removedKey from './removed-key.md';
import requiredKeyMissing from './required-key-missing.md';
import retriesOff from './retries-off.md';
import saslMechanismUnknown from './sasl-mechanism-unknown.md';
import saslWithoutSaslProtocol from './sasl-without-sasl-protocol.md';
import saslWithoutTls from './sasl-without-tls.md';
import secondsInsteadOfMilliseconds from './seconds-instead-of-milliseconds.md';
import secretInPlainText from './secret-in-plain-text.md';
import serializerPairMismatch from './serializer-pair-mismatch.md';
import serializerSwapped from './serializer-swapped.md';
import sessionOutsideBrokerLimits from './session-outside-broker-limits.md';
import sessionOutsideClusterLimits from './session-outside-cluster-limits.md';
import staticMembershipWithShortSession from './static-membership-with-short-session.md';
import tlsSettingsUnused from './tls-settings-unused.md';
import tlsStoreIncomplete from './tls-store-incomplete.md';
import topicDoesNotExist from './topic-does-not-exist.md';
import topicPatternMatches from './topic-pattern-matches.md';
import topicPatternTooWide from './topic-pattern-too-wide.md';
import topicPatternUnescapedDot from './topic-pattern-unescaped-dot.md';
import transactionTimeoutOverBrokerLimit from './transaction-timeout-over-broker-limit.md';
import transactionTimeoutOverClusterLimit from './transaction-timeout-over-cluster-limit.md';
import transactionalIdFixed from './transactional-id-fixed.md';
import unknownKey from './unknown-key.md';
import valueNotAllowed from './value-not-allowed.md';
import valueOutOfRange from './value-out-of-range.md';
import wrongType from './wrong-type.md';

/** Each rule's page, as Markdown: what the mistake means, a wrong and a right example, what to do, when the rule is wrong. The bundler turns the files into text. */
export const pages: Readonly<Record<RuleId, string>> = {
  'acks-weak': acksWeak,
  'acks-without-enough-replicas': acksWithoutEnoughReplicas,
  'advertised-listener-unreachable': advertisedListenerUnreachable,
  'assignor-mixed': assignorMixed,
  'auto-commit-risk': autoCommitRisk,
  'auto-commit-too-rare': autoCommitTooRare,
  'backoff-above-its-maximum': backoffAboveItsMaximum,
  'backslash-lost': backslashLost,
  'batch-size-tiny': batchSizeTiny,
  'bootstrap-server-malformed': bootstrapServerMalformed,
  'bootstrap-single-broker': bootstrapSingleBroker,
  'buffer-below-request-size': bufferBelowRequestSize,
  'certificate-check-disabled': certificateCheckDisabled,
  'class-name-without-package': classNameWithoutPackage,
  'commit-interval-without-auto-commit': commitIntervalWithoutAutoCommit,
  'continuation-swallows-entry': continuationSwallowsEntry,
  'debug-logging-on': debugLoggingOn,
  'delivery-outlasts-transaction': deliveryOutlastsTransaction,
  'delivery-timeout-too-short': deliveryTimeoutTooShort,
  'deprecated-key': deprecatedKey,
  'duplicate-key': duplicateKey,
  'environment-drift': environmentDrift,
  'fetch-limits-contradict': fetchLimitsContradict,
  'fetch-min-unreachable': fetchMinUnreachable,
  'fetch-wait-delays-records': fetchWaitDelaysRecords,
  'fetch-wait-exceeds-request-timeout': fetchWaitExceedsRequestTimeout,
  'group-id-generic': groupIdGeneric,
  'group-id-missing': groupIdMissing,
  'group-id-random': groupIdRandom,
  'group-id-shared': groupIdShared,
  'group-of-another-type': groupOfAnotherType,
  'group-protocol-not-offered': groupProtocolNotOffered,
  'group-protocol-refused-key': groupProtocolRefusedKey,
  'group-used-for-other-topics': groupUsedForOtherTopics,
  'heartbeat-close-to-session': heartbeatCloseToSession,
  'host-name-check-disabled': hostNameCheckDisabled,
  'idempotence-conflict': idempotenceConflict,
  'inline-comment-in-value': inlineCommentInValue,
  'jaas-malformed': jaasMalformed,
  'key-newer-than-client': keyNewerThanClient,
  'key-not-handed-on': keyNotHandedOn,
  'key-of-another-library': keyOfAnotherLibrary,
  'key-of-another-role': keyOfAnotherRole,
  'latest-on-new-group': latestOnNewGroup,
  'legacy-zookeeper-key': legacyZookeeperKey,
  'login-module-mismatch': loginModuleMismatch,
  'offset-reset-without-effect': offsetResetWithoutEffect,
  'permission-missing': permissionMissing,
  'poll-batch-too-large': pollBatchTooLarge,
  'poll-interval-below-session': pollIntervalBelowSession,
  'poll-interval-too-short': pollIntervalTooShort,
  'production-plaintext': productionPlaintext,
  'quoted-value': quotedValue,
  'receive-limit-below-record': receiveLimitBelowRecord,
  'record-limit-above-topic': recordLimitAboveTopic,
  'removed-class': removedClass,
  'removed-key': removedKey,
  'required-key-missing': requiredKeyMissing,
  'retries-off': retriesOff,
  'sasl-mechanism-unknown': saslMechanismUnknown,
  'sasl-without-sasl-protocol': saslWithoutSaslProtocol,
  'sasl-without-tls': saslWithoutTls,
  'seconds-instead-of-milliseconds': secondsInsteadOfMilliseconds,
  'secret-in-plain-text': secretInPlainText,
  'serializer-pair-mismatch': serializerPairMismatch,
  'serializer-swapped': serializerSwapped,
  'session-outside-broker-limits': sessionOutsideBrokerLimits,
  'session-outside-cluster-limits': sessionOutsideClusterLimits,
  'static-membership-with-short-session': staticMembershipWithShortSession,
  'tls-settings-unused': tlsSettingsUnused,
  'tls-store-incomplete': tlsStoreIncomplete,
  'topic-does-not-exist': topicDoesNotExist,
  'topic-pattern-matches': topicPatternMatches,
  'topic-pattern-too-wide': topicPatternTooWide,
  'topic-pattern-unescaped-dot': topicPatternUnescapedDot,
  'transaction-timeout-over-broker-limit': transactionTimeoutOverBrokerLimit,
  'transaction-timeout-over-cluster-limit': transactionTimeoutOverClusterLimit,
  'transactional-id-fixed': transactionalIdFixed,
  'unknown-key': unknownKey,
  'value-not-allowed': valueNotAllowed,
  'value-out-of-range': valueOutOfRange,
  'wrong-type': wrongType,
};
