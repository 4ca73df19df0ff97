import assert from 'node:assert/strict';
import { connect, createServer, type Server, type Socket } from 'node:net';
import * as vscode from 'vscode';
import type { ClusterDefinition } from '../../src/clusters/definition.ts';
import { commands, settings } from '../../src/vscode/contributions.ts';
import { eventually } from '../support/eventually.ts';
import { testContext } from './context.ts';
import { below, defineClusters, forgetClusters, insides, nodeAt, type Shown } from './insides.ts';

const { bootstrap, guarded } = testContext();

const words = (shown: readonly Shown[]): readonly string[] => shown.map(({ label, description }) => `${label}: ${description}`);

/** Figures of a description: "lag 7,255" → 7255n. */
function figure(description: string, name: string): bigint {
  const found = new RegExp(`\\b${name} ([\\d,]+)`).exec(description)?.[1];
  assert.ok(found !== undefined, `${name} is not in "${description}"`);
  return BigInt(found.replaceAll(',', ''));
}

describe('the tree of a cluster', () => {
  afterEach(async () => {
    const { tree } = await insides();
    tree.filter = '';
    await forgetClusters();
    await vscode.workspace.getConfiguration().update(settings.showInternalTopics, undefined, vscode.ConfigurationTarget.Global);
  });

  it('has groups, topics and brokers', async () => {
    assert.deepEqual(
      (await below('demo')).map(({ label }) => label),
      ['Groups', 'Topics', 'Brokers'],
    );
    assert.match((await nodeAt('demo')).description, /1 broker$/);
    assert.deepEqual(words(await below('demo', 'Brokers')), [`1: ${bootstrap} · controller`]);
  });

  it('lists every group with its true type and state', async () => {
    const groups = await below('demo', 'Groups');
    const of = (groupId: string): string => groups.find(({ label }) => label === groupId)?.description ?? 'not listed';
    assert.match(of('click-analytics'), /Stable · consumer \(KIP-848\) · 1 member$/);
    assert.match(of('order-service'), /Stable · classic · 2 members$/);
    assert.match(of('refund-service'), /Stable · classic · 4 members, 2 idle$/);
    assert.match(of('invoice-mailer'), /Empty · classic · no members$/);
    assert.equal((await nodeAt('Groups', 'demo')).description, String(groups.length));
  });

  it('asks for no lag before a group is opened', async () => {
    const { parts, tree } = await insides();
    const { cluster } = await parts.clusters.open('demo');
    tree.refresh();
    await below('demo', 'Groups');
    const before = cluster.cost.requests;
    await below('demo', 'Groups');
    assert.equal(cluster.cost.requests, before, 'drawing the list again asks nothing');
    await below('demo', 'Groups', 'order-service');
    assert.ok(cluster.cost.requests > before, 'opening a group asks');
  });

  it('shows members with host and instance, and below them their partitions with committed offset, end and lag', async () => {
    const members = await below('demo', 'Groups', 'payment-service');
    const [member] = members;
    assert.ok(member);
    assert.match(member.description, /^127\.0\.0\.1 · (instance \S+ · )?\d+ partitions?$/);
    const partitions = await below('demo', 'Groups', 'payment-service', member.label);
    assert.ok(partitions.length > 0);
    for (const { label, description } of partitions) {
      assert.match(label, /^payments-\d$/);
      if (/no commit/.test(description)) continue;
      assert.equal(figure(description, 'lag'), figure(description, 'end') - figure(description, 'committed'), description);
    }
  });

  it('shows what waits in a group that nobody is in', async () => {
    const partitions = await below('demo', 'Groups', 'invoice-mailer');
    assert.deepEqual([...new Set(partitions.map(({ label }) => label.replace(/\d+$/, 'N')))], ['invoices-N']);
    assert.ok(partitions.every(({ description }) => figure(description, 'lag') > 0n));
    const group = await nodeAt('invoice-mailer', 'demo', 'Groups');
    assert.match(group.description, /^stopped.* wait · Empty · classic · no members$/);
    assert.equal(group.colour, 'charts.red');
  });

  it('never says a lag of 0 where nothing is committed', async () => {
    const [member] = await below('demo', 'Groups', 'audit-archive');
    assert.ok(member);
    for (const { description } of await below('demo', 'Groups', 'audit-archive', member.label)) {
      assert.match(description, /^no commit · /);
      assert.doesNotMatch(description, /lag/);
    }
  });

  it('shows partitions with leader, replicas, ISR and offsets', async () => {
    const partitions = await below('demo', 'Topics', 'daily-orders');
    assert.deepEqual(words(partitions), [
      'daily-orders-0: leader 1 · replicas 1 · ISR 1 · offsets 0 – 100',
      'daily-orders-1: leader 1 · replicas 1 · ISR 1 · offsets 0 – 100',
    ]);
  });

  it('hides Kafka’s own topics and says how many, until they are wanted', async () => {
    const shown = await below('demo', 'Topics');
    assert.ok(!shown.some(({ label }) => label.startsWith('__')));
    const { description } = await nodeAt('Topics', 'demo');
    const [, some, all] = /^(\d+) of (\d+), internal ones hidden$/.exec(description) ?? [];
    assert.equal(Number(some), shown.length, description);
    assert.ok(Number(all) > shown.length, description);

    await vscode.commands.executeCommand(commands.showInternalTopics);
    assert.ok((await below('demo', 'Topics')).some(({ label }) => label === '__consumer_offsets'));
    assert.equal((await nodeAt('Topics', 'demo')).description, all);
  });

  it('shows what fits a filter, and of lists that were read says what does not', async () => {
    const { tree } = await insides();
    await below('demo', 'Groups');
    await below('demo', 'Topics');
    tree.filter = 'ORDER';
    assert.deepEqual(
      (await below('demo', 'Groups')).map(({ label }) => label),
      ['order-service'],
    );
    assert.match((await nodeAt('Groups', 'demo')).description, /^1 of \d+, with “ORDER”$/);
    assert.equal(tree.view.description, 'with “ORDER”');

    tree.filter = 'no-such-thing';
    assert.deepEqual(await below(), [], 'a cluster that was read and has nothing of it goes');
    await vscode.commands.executeCommand(commands.clearFilter);
    assert.ok((await below()).some(({ label }) => label === 'demo'));
  });

  it('tells screen readers what it shows', async () => {
    for (const { spoken, label, description } of await below('demo', 'Groups')) {
      assert.equal(spoken, `${label}, ${description.replaceAll(' · ', ', ')}`);
    }
  });

  it('copies the name of what is asked for', async () => {
    const [partition] = await below('demo', 'Topics', 'daily-orders');
    await vscode.commands.executeCommand(commands.copyName, partition?.node);
    assert.equal(await vscode.env.clipboard.readText(), 'daily-orders-0');
    await vscode.commands.executeCommand(commands.copyName, { clusterName: 'demo', groupId: 'order-service' });
    assert.equal(await vscode.env.clipboard.readText(), 'order-service');
  });

  it('says what failed and what to do where nobody answers', async () => {
    await defineClusters({ name: 'nowhere', bootstrapServers: ['127.0.0.1:1'], environment: 'other' });
    const shown = await below('nowhere');
    assert.equal(shown.length, 1);
    assert.equal(shown[0]?.label, '127.0.0.1:1 refused the connection');
    assert.match(shown[0].tooltip, /Check/);
    assert.match(shown[0].context, /^failure connection/);
    assert.match((await nodeAt('nowhere')).description, /^cannot connect/);
  });

  it('does not call a list complete that the login may see only in part', async () => {
    const bob = guarded.users.find(({ name }) => name === 'bob');
    assert.ok(bob);
    const { parts } = await insides();
    const sasl = { mechanism: 'PLAIN', username: bob.name } as const;
    await parts.clusters.save(
      { name: 'as-bob', bootstrapServers: [guarded.saslPlaintext], environment: 'other', sasl },
      { kind: 'user' },
      bob,
    );
    for (const place of ['Groups', 'Topics']) {
      const shown = await below('as-bob', place);
      assert.equal(shown.at(-1)?.label, 'more may exist', words(shown).join('; '));
      assert.match((await nodeAt(place, 'as-bob')).description, /list may be incomplete/);
    }
  });

  it('says so when the broker goes away while a group is open, and goes on when it is back', async () => {
    const proxy = await openProxy(bootstrap);
    const addressMap = { [bootstrap]: proxy.address };
    const definition: ClusterDefinition = { name: 'flaky', bootstrapServers: [proxy.address], environment: 'other', addressMap };
    try {
      await defineClusters(definition);
      assert.doesNotMatch((await nodeAt('order-service', 'flaky', 'Groups')).description, /no answer/);
      await below('flaky', 'Groups', 'order-service');
      await proxy.close();
      await eventually(async () => {
        const [failure, ...rest] = await below('flaky', 'Groups', 'order-service');
        assert.match(failure?.context ?? '', /^failure connection/);
        assert.ok(rest.length > 0, 'the members that were known stay');
        assert.match((await nodeAt('order-service', 'flaky', 'Groups')).description, /^no answer: /);
        assert.match((await nodeAt('flaky')).description, /^cannot connect/);
      });
      const { tree } = await insides();
      tree.refresh();
      assert.match((await below('flaky'))[0]?.context ?? '', /^failure connection/);

      await proxy.open();
      tree.refresh();
      assert.deepEqual(
        (await below('flaky')).map(({ label }) => label),
        ['Groups', 'Topics', 'Brokers'],
      );
      await eventually(async () => {
        await below('flaky', 'Groups', 'order-service');
        assert.match((await nodeAt('order-service', 'flaky', 'Groups')).description, /^(?!no answer).* · Stable · classic · 2 members$/);
        assert.doesNotMatch((await nodeAt('flaky')).description, /cannot connect/);
      });
    } finally {
      await proxy.close();
    }
  });
});

interface Proxy {
  /** Where it listens; the same after it was closed and opened again. */
  readonly address: string;
  open(): Promise<void>;
  /** Cuts every connection and refuses new ones. */
  close(): Promise<void>;
}

/** A way to a broker that can be cut: to the extension it looks as if the broker died. */
async function openProxy(to: string): Promise<Proxy> {
  const [host = '', port = ''] = to.split(':');
  const sockets = new Set<Socket>();
  const server: Server = createServer(near => {
    const far = connect(Number(port), host);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
      socket.on('error', () => undefined); // a cut is what this is for
    }
    near.pipe(far).pipe(near);
  });
  const listen = (at: number): Promise<void> => new Promise(resolve => server.listen(at, '127.0.0.1', resolve));
  await listen(0);
  const bound = server.address();
  assert.ok(bound !== null && typeof bound === 'object');
  return {
    address: `127.0.0.1:${bound.port}`,
    open: () => listen(bound.port),
    close: () =>
      new Promise(resolve => {
        if (!server.listening) return resolve();
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
