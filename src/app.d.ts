import type { Variant } from '#kernel/localized.ts'
import type { SignedIn } from '#modules/people/index.ts'
import type { App as Putokaz } from '#platform/app.ts'
import type { Centre } from '#ui/reader.ts'

declare global {
  namespace App {
    interface Locals {
      app: Putokaz
      variant: Variant
      person: SignedIn | null
      centre: Centre
    }
    interface Error {
      message: string
      id?: string
    }
  }
}
