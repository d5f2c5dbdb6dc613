import type { Variant } from '#kernel/localized.ts'
import type { SignedIn } from '#modules/people/index.ts'
import type { App as Putokaz } from '#platform/app.ts'

declare global {
  namespace App {
    interface Locals {
      app: Putokaz
      variant: Variant
      person: SignedIn | null
    }
    interface Error {
      message: string
      id?: string
    }
  }
}
