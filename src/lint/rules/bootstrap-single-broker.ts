import { isLocalOnly } from '../bootstrap.ts';
import { defineLiveRule } from '../live.ts';

/** One address finds the whole cluster, unless just that broker is down when the client starts. */
export const bootstrapSingleBroker = defineLiveRule({
  id: 'bootstrap-single-broker',
  title: 'Only one of several brokers is named',
  severity: 'information',
  needs: ['brokers'],
  asks: config => (onlyServer(config.text('bootstrapServers')?.value) === undefined || isLocalOnly(config) ? undefined : { brokers: true }),
  *check(config, { brokers }) {
    const servers = config.text('bootstrapServers');
    const only = onlyServer(servers?.value);
    if (!servers?.entry || only === undefined) return;
    const addresses = brokers.items.map(({ host, port }) => `${host}:${port}`);
    // A name that is no broker's own stands for several of them: a load balancer, or DNS.
    if (addresses.length < 2 || !addresses.some(address => address.toLowerCase() === only)) return;
    yield { range: servers.entry.valueRange, figures: { server: only, brokers: addresses.length } };
  },
});

function onlyServer(servers: string | undefined): string | undefined {
  const [only, ...others] = (servers ?? '').split(',').map(server => server.trim().toLowerCase());
  return only === undefined || only === '' || others.length > 0 ? undefined : only.replace(/^\w+:\/\//, '');
}
