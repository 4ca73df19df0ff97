import type { GroupTrend } from './trend.ts';

/** The sum over many groups, and how many partitions are not in it. */
export function groupsTotal(trends: readonly GroupTrend[]): GroupTrend['total'] {
  let records = 0n;
  let noCommit = 0;
  let unknown = 0;
  for (const { total } of trends) {
    records += total.records;
    noCommit += total.noCommit;
    unknown += total.unknown;
  }
  return { records, noCommit, unknown };
}
