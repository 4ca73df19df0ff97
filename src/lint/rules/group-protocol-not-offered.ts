import { consuming } from '../defineRule.ts';
import { removeEntry } from '../fixes.ts';
import { usesConsumerProtocol } from '../groupProtocol.ts';
import { defineLiveRule } from '../live.ts';

/** The brokers are too old for KIP-848, or have it switched off: ConsumerGroupHeartbeat is unknown to them and the consumer fails. */
export const groupProtocolNotOffered = defineLiveRule({
  id: 'group-protocol-not-offered',
  title: 'This cluster does not offer group.protocol=consumer',
  severity: 'error',
  roles: consuming,
  needs: ['brokerConfigs'],
  asks: config => (config.written('groupProtocol') && usesConsumerProtocol(config) ? { brokerConfigs: true } : undefined),
  *check(config, { brokerConfigs }) {
    const protocol = config.written('groupProtocol');
    if (!protocol || brokerConfigs.items.length === 0) return;
    const offered = brokerConfigs.items.find(({ name }) => name === 'group.coordinator.rebalance.protocols')?.value ?? null;
    if (
      offered !== null &&
      offered
        .toLowerCase()
        .split(/\s*,\s*/)
        .includes('consumer')
    )
      return;
    yield { range: protocol.valueRange, figures: { offered }, fixes: [removeEntry(protocol)] };
  },
});
