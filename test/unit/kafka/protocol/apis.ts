import { apiVersions } from '../../../../src/kafka/protocol/apis/apiVersions.ts';
import { consumerGroupDescribe } from '../../../../src/kafka/protocol/apis/consumerGroupDescribe.ts';
import { describeCluster } from '../../../../src/kafka/protocol/apis/describeCluster.ts';
import { describeConfigs } from '../../../../src/kafka/protocol/apis/describeConfigs.ts';
import { describeGroups } from '../../../../src/kafka/protocol/apis/describeGroups.ts';
import { fetch } from '../../../../src/kafka/protocol/apis/fetch.ts';
import { findCoordinator } from '../../../../src/kafka/protocol/apis/findCoordinator.ts';
import { listGroups } from '../../../../src/kafka/protocol/apis/listGroups.ts';
import { listOffsets } from '../../../../src/kafka/protocol/apis/listOffsets.ts';
import { metadata } from '../../../../src/kafka/protocol/apis/metadata.ts';
import { offsetFetch } from '../../../../src/kafka/protocol/apis/offsetFetch.ts';
import { saslAuthenticate } from '../../../../src/kafka/protocol/apis/saslAuthenticate.ts';
import { saslHandshake } from '../../../../src/kafka/protocol/apis/saslHandshake.ts';
import { shareGroupDescribe } from '../../../../src/kafka/protocol/apis/shareGroupDescribe.ts';
import { streamsGroupDescribe } from '../../../../src/kafka/protocol/apis/streamsGroupDescribe.ts';
import type { DeclaredApi } from '../../../../src/kafka/protocol/schema.ts';

/** Every API that is declared; a test fails when a file of src/kafka/protocol/apis is missing here. */
export const apis: readonly DeclaredApi<never, unknown>[] = [
  ...[saslHandshake, saslAuthenticate, apiVersions, metadata, describeCluster, findCoordinator, listGroups, describeGroups],
  ...[consumerGroupDescribe, shareGroupDescribe, streamsGroupDescribe, offsetFetch, listOffsets, describeConfigs, fetch],
];

/** Each API in each of its versions. */
export const versionsOf = ({ versions: [oldest, newest] }: DeclaredApi<never, unknown>): readonly number[] =>
  Array.from({ length: newest - oldest + 1 }, (_, index) => oldest + index);
