import { FailureError } from '../model/failure.ts';
import type { ClientQuota } from '../model/quota.ts';
import type { Cluster } from './connection/cluster.ts';
import { failureFromCode } from './errors.ts';
import { describeClientQuotas as describeClientQuotasApi } from './protocol/apis/describeClientQuotas.ts';
import type { Options } from './routing.ts';

/**
 * All quotas of the cluster; none is an answer. Brokers before 2.6 do not know ('unsupported').
 * @throws FailureError of kind 'forbidden' without DESCRIBE_CONFIGS on the cluster.
 */
export async function describeClientQuotas(cluster: Cluster, options: Options = {}): Promise<readonly ClientQuota[]> {
  const { errorCode, errorMessage, entries } = await cluster.ask(describeClientQuotasApi, { components: [], strict: false }, options);
  const failure = failureFromCode(errorCode, { request: 'DescribeClientQuotas', subject: 'the quotas', detail: errorMessage });
  if (failure) throw new FailureError(failure);
  return (entries ?? []).map(({ entity, values }) => ({
    entity: entity.map(({ entityType: type, entityName: name }) => ({ type, name })),
    limits: values,
  }));
}
