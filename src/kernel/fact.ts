/** Something that happened, told in the same transaction: a kind and the ids concerned, nothing else. */
export interface Fact<Kind extends string = string, Body extends FactBody = FactBody> {
  readonly kind: Kind
  readonly body: Body
}
export type FactBody = { readonly [key: string]: string | number | boolean | null | readonly string[] }
