import type { Rule } from '../defineRule.ts';
import { acksWeak } from './acks-weak.ts';
import { assignorMixed } from './assignor-mixed.ts';
import { autoCommitRisk } from './auto-commit-risk.ts';
import { autoCommitTooRare } from './auto-commit-too-rare.ts';
import { backoffAboveItsMaximum } from './backoff-above-its-maximum.ts';
import { backslashLost } from './backslash-lost.ts';
import { batchSizeTiny } from './batch-size-tiny.ts';
import { bootstrapServerMalformed } from './bootstrap-server-malformed.ts';
import { bufferBelowRequestSize } from './buffer-below-request-size.ts';
import { certificateCheckDisabled } from './certificate-check-disabled.ts';
import { classNameWithoutPackage } from './class-name-without-package.ts';
import { commitIntervalWithoutAutoCommit } from './commit-interval-without-auto-commit.ts';
import { continuationSwallowsEntry } from './continuation-swallows-entry.ts';
import { debugLoggingOn } from './debug-logging-on.ts';
import { deliveryOutlastsTransaction } from './delivery-outlasts-transaction.ts';
import { deliveryTimeoutTooShort } from './delivery-timeout-too-short.ts';
import { deprecatedKey } from './deprecated-key.ts';
import { duplicateKey } from './duplicate-key.ts';
import { fetchLimitsContradict } from './fetch-limits-contradict.ts';
import { fetchMinUnreachable } from './fetch-min-unreachable.ts';
import { fetchWaitDelaysRecords } from './fetch-wait-delays-records.ts';
import { fetchWaitExceedsRequestTimeout } from './fetch-wait-exceeds-request-timeout.ts';
import { groupIdGeneric } from './group-id-generic.ts';
import { groupIdMissing } from './group-id-missing.ts';
import { groupIdRandom } from './group-id-random.ts';
import { groupProtocolRefusedKey } from './group-protocol-refused-key.ts';
import { heartbeatCloseToSession } from './heartbeat-close-to-session.ts';
import { hostNameCheckDisabled } from './host-name-check-disabled.ts';
import { idempotenceConflict } from './idempotence-conflict.ts';
import { inlineCommentInValue } from './inline-comment-in-value.ts';
import { jaasMalformed } from './jaas-malformed.ts';
import { keyNewerThanClient } from './key-newer-than-client.ts';
import { keyNotHandedOn } from './key-not-handed-on.ts';
import { keyOfAnotherLibrary } from './key-of-another-library.ts';
import { keyOfAnotherRole } from './key-of-another-role.ts';
import { legacyZookeeperKey } from './legacy-zookeeper-key.ts';
import { loginModuleMismatch } from './login-module-mismatch.ts';
import { pollBatchTooLarge } from './poll-batch-too-large.ts';
import { pollIntervalBelowSession } from './poll-interval-below-session.ts';
import { pollIntervalTooShort } from './poll-interval-too-short.ts';
import { productionPlaintext } from './production-plaintext.ts';
import { quotedValue } from './quoted-value.ts';
import { removedClass } from './removed-class.ts';
import { removedKey } from './removed-key.ts';
import { requiredKeyMissing } from './required-key-missing.ts';
import { retriesOff } from './retries-off.ts';
import { saslMechanismUnknown } from './sasl-mechanism-unknown.ts';
import { saslWithoutSaslProtocol } from './sasl-without-sasl-protocol.ts';
import { saslWithoutTls } from './sasl-without-tls.ts';
import { secondsInsteadOfMilliseconds } from './seconds-instead-of-milliseconds.ts';
import { secretInPlainText } from './secret-in-plain-text.ts';
import { serializerSwapped } from './serializer-swapped.ts';
import { sessionOutsideBrokerLimits } from './session-outside-broker-limits.ts';
import { staticMembershipWithShortSession } from './static-membership-with-short-session.ts';
import { tlsSettingsUnused } from './tls-settings-unused.ts';
import { tlsStoreIncomplete } from './tls-store-incomplete.ts';
import { topicPatternTooWide } from './topic-pattern-too-wide.ts';
import { topicPatternUnescapedDot } from './topic-pattern-unescaped-dot.ts';
import { transactionTimeoutOverBrokerLimit } from './transaction-timeout-over-broker-limit.ts';
import { transactionalIdFixed } from './transactional-id-fixed.ts';
import { unknownKey } from './unknown-key.ts';
import { valueNotAllowed } from './value-not-allowed.ts';
import { valueOutOfRange } from './value-out-of-range.ts';
import { wrongType } from './wrong-type.ts';

/** Every rule that needs the text alone, by name. Adding one: CONTRIBUTING.md. */
export const rules: readonly Rule[] = [
  acksWeak,
  assignorMixed,
  autoCommitRisk,
  autoCommitTooRare,
  backoffAboveItsMaximum,
  backslashLost,
  batchSizeTiny,
  bootstrapServerMalformed,
  bufferBelowRequestSize,
  certificateCheckDisabled,
  classNameWithoutPackage,
  commitIntervalWithoutAutoCommit,
  continuationSwallowsEntry,
  debugLoggingOn,
  deliveryOutlastsTransaction,
  deliveryTimeoutTooShort,
  deprecatedKey,
  duplicateKey,
  fetchLimitsContradict,
  fetchMinUnreachable,
  fetchWaitDelaysRecords,
  fetchWaitExceedsRequestTimeout,
  groupIdGeneric,
  groupIdMissing,
  groupIdRandom,
  groupProtocolRefusedKey,
  heartbeatCloseToSession,
  hostNameCheckDisabled,
  idempotenceConflict,
  inlineCommentInValue,
  jaasMalformed,
  keyNewerThanClient,
  keyNotHandedOn,
  keyOfAnotherLibrary,
  keyOfAnotherRole,
  legacyZookeeperKey,
  loginModuleMismatch,
  pollBatchTooLarge,
  pollIntervalBelowSession,
  pollIntervalTooShort,
  productionPlaintext,
  quotedValue,
  removedClass,
  removedKey,
  requiredKeyMissing,
  retriesOff,
  saslMechanismUnknown,
  saslWithoutSaslProtocol,
  saslWithoutTls,
  secondsInsteadOfMilliseconds,
  secretInPlainText,
  serializerSwapped,
  sessionOutsideBrokerLimits,
  staticMembershipWithShortSession,
  tlsSettingsUnused,
  tlsStoreIncomplete,
  topicPatternTooWide,
  topicPatternUnescapedDot,
  transactionTimeoutOverBrokerLimit,
  transactionalIdFixed,
  unknownKey,
  valueNotAllowed,
  valueOutOfRange,
  wrongType,
];
