export { authorizationAddress, type Claims, type ClaimsRefusal, claimsOf, type FlowSecrets } from './client.ts'
export { type ProvidersProblem, readProviders, type SignOnProvider } from './providers.ts'
