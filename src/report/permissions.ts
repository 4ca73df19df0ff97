import type { Permission } from '../model/missingPermission.ts';

/** "DESCRIBE on TOPIC refunds", as the mockups and kafka-acls say it. */
export const permissionWords = ({ operation, resource, name }: Permission): string =>
  resource === 'cluster' ? `${operation} on CLUSTER` : `${operation} on ${resource.toUpperCase()} ${name}`;
