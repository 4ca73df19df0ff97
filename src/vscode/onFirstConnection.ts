/**
 * What needs a connection: a bundle of its own, loaded when the first cluster is opened. Everything of the editor's side
 * reaches these rooms through `OpenCluster.kafka`; imported elsewhere they would be loaded at activation.
 */
export { Cluster } from '../kafka/connection/cluster.ts';
