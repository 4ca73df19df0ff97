import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { settings } from '../../src/vscode/contributions.ts';
import type { Standing } from '../../src/vscode/watch/groupCheck.ts';
import { eventually } from '../support/eventually.ts';
import { testContext } from './context.ts';
import { defineClusters, forgetClusters, insides } from './insides.ts';

const { bootstrap } = testContext();

describe('a watched group', () => {
  const watch = (...groups: readonly object[]) =>
    vscode.workspace
      .getConfiguration()
      .update(settings.watchGroups, groups.length === 0 ? undefined : groups, vscode.ConfigurationTarget.Global);
  const standings = async (): Promise<readonly Standing[]> => (await insides()).parts.watches.standings;
  afterEach(async () => {
    await watch();
    await forgetClusters();
  });

  it('is in trouble when records wait and nobody is in it, and one that keeps up is not', async function () {
    this.timeout(60_000);
    await watch({ cluster: 'demo', group: 'invoice-mailer', forMinutes: 0 }, { cluster: 'demo', group: 'order-service', forMinutes: 0 });
    await eventually(
      async () => {
        const [mailer, orders] = await standings();
        assert.deepEqual([mailer?.watched.groupId, mailer?.incident?.breaches[0]?.kind], ['invoice-mailer', 'empty']);
        assert.ok(orders?.at, 'the other one was looked at too');
        assert.deepEqual([orders.incident, orders.failure], [null, null]);
      },
      { withinMs: 50_000, everyMs: 300 },
    );
  });

  it('leaves what was seen of it for the next session, until it is watched no more', async function () {
    this.timeout(60_000);
    const { parts } = await insides();
    const folder = path.join(parts.context.globalStorageUri.fsPath, 'watched');
    const files = () => readdirSync(folder).filter(name => name.endsWith('.json'));
    await parts.watches.watch('demo', 'shipment-tracker');
    assert.deepEqual(vscode.workspace.getConfiguration().get(settings.watchGroups), [{ cluster: 'demo', group: 'shipment-tracker' }]);
    await eventually(async () => assert.ok((await standings())[0]?.at), { withinMs: 50_000, everyMs: 300 });
    // Its thresholds change: its check begins anew, and what was seen is written.
    await watch({ cluster: 'demo', group: 'shipment-tracker', lag: 5 });
    await eventually(() => assert.equal(files().length, 1), { withinMs: 20_000 });
    await eventually(async () => assert.ok((await parts.watches.historyOf('demo', 'shipment-tracker'))?.history.points.length));
    await parts.watches.stopWatching('demo', 'shipment-tracker');
    assert.equal(vscode.workspace.getConfiguration().inspect(settings.watchGroups)?.globalValue, undefined);
    await eventually(() => assert.deepEqual(files(), []));
  });

  it('of a production cluster is not asked about before the person has agreed', async () => {
    const { parts } = await insides();
    await defineClusters({ name: 'demo-production', bootstrapServers: [bootstrap], environment: 'production' });
    await watch({ cluster: 'demo-production', group: 'invoice-mailer' }, { cluster: 'nowhere', group: 'invoice-mailer' });
    await eventually(() => assert.equal(vscode.workspace.getConfiguration().get<unknown[]>(settings.watchGroups)?.length, 2));
    assert.deepEqual(await standings(), []);
    assert.equal(parts.clusters.isOpen('demo-production'), false);
  });
});
