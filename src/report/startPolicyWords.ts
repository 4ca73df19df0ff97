import type { PolicyKind, ResetPolicy, StartForecast, StartSituation } from '../model/start.ts';

/** The two policies that stand side by side: the one that holds, and the one that people weigh it against. */
export function shownPolicies({ policy }: Pick<StartForecast, 'policy'>): readonly [yours: PolicyKind, other: PolicyKind] {
  const yours = policy?.kind ?? 'latest';
  return [yours, yours === 'earliest' ? 'latest' : 'earliest'];
}

/** A policy's name over its column; a duration is the one that was asked about. */
export const policyName = (kind: PolicyKind, { situation }: Pick<StartForecast, 'situation'>): string =>
  kind === 'by-duration' ? startPolicyText({ kind, ms: situation.durationMs }, situation) : kind;

/** As `auto.offset.reset` spells it: what stands in the client's file where it stands there. */
export function startPolicyText(policy: ResetPolicy, { client }: Pick<StartSituation, 'client'>): string {
  if (policy.kind !== 'by-duration') return policy.kind;
  return client?.policy?.kind === policy.kind && client.policy.ms === policy.ms ? client.written : `by_duration:${durationText(policy.ms)}`;
}

/** ISO 8601, in the unit that leaves no rest: PT1H, PT90M, PT1.5S. */
const durationText = (ms: number): string =>
  ms % 3_600_000 === 0 ? `PT${ms / 3_600_000}H` : ms % 60_000 === 0 ? `PT${ms / 60_000}M` : `PT${ms / 1000}S`;
