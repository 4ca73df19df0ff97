import { consuming, defineRule } from '../defineRule.ts';
import { comparedWith, setValue } from '../fixes.ts';
import { usesConsumerProtocol } from '../groupProtocol.ts';
import { isReportedAsSeconds } from '../units.ts';

/** Fewer than three heartbeats fit into a session: one lost packet is enough to be thought dead, or the client refuses to start. */
export const heartbeatCloseToSession = defineRule({
  id: 'heartbeat-close-to-session',
  title: 'Heartbeat interval is too close to the session timeout',
  severity: 'warning',
  roles: [...consuming, 'connect'],
  *check(config, facts) {
    const heartbeat = config.number('heartbeatInterval');
    const session = config.number('sessionTimeout');
    const at = heartbeat?.entry ?? session?.entry;
    if (!heartbeat || !session || !at || usesConsumerProtocol(config)) return;
    if (isReportedAsSeconds(config, facts, 'heartbeatInterval', 'sessionTimeout')) return;
    // KafkaConsumer: "Heartbeat must be set lower than the session timeout".
    const refused = heartbeat.value >= session.value;
    const tight = heartbeat.value * 3 > session.value && heartbeat.entry !== undefined;
    if (!refused && !tight) return;
    yield {
      range: at.valueRange,
      severity: refused ? 'error' : 'warning',
      figures: {
        heartbeatMs: heartbeat.value,
        sessionMs: session.value,
        refused,
        heartbeatWritten: heartbeat.entry !== undefined,
        sessionWritten: session.entry !== undefined,
      },
      related: comparedWith(heartbeat.entry && session.entry),
      fixes: heartbeat.entry && session.value >= 3000 ? [setValue(config, heartbeat.entry, Math.floor(session.value / 3))] : [],
    };
  },
});
