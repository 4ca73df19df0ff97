import type { RequestLine } from '../kafka/connection/cluster.ts';
import type { RegistryLine } from '../peek/registry/registryClient.ts';

/**
 * `orders-dev · OffsetFetch v9 · 127.0.0.1:9092 · 12 ms · 345 B`: what was asked of whom and what it cost, and the error's
 * name if there was one. Never a payload, so never a secret.
 */
export const requestWords = (clusterName: string, { api, version, broker, ms, bytes, error }: RequestLine): string =>
  [clusterName, `${api} v${version}`, broker, `${Math.round(ms)} ms`, `${bytes} B`, error].filter(word => word !== undefined).join(' · ');

/** `orders-dev · GET /schemas/ids/12 · https://registry.example.net:8081 · 200 · 34 ms · 345 B`, in the same manner. */
export const registryRequestWords = (clusterName: string, { path, registry, status, ms, bytes, error }: RegistryLine): string =>
  [clusterName, path.startsWith('/') ? `GET ${path}` : path, registry, status, `${Math.round(ms)} ms`, `${bytes} B`, error]
    .filter(word => word !== undefined)
    .join(' · ');
