/** What reads Java's key stores: a bundle of its own, loaded when a cluster's definition names one. */
export { readKeyStore, readTrustStore, storeKind } from '../kafka/connection/keyStores.ts';
