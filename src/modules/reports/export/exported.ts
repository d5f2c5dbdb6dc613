import type { Variant } from '#kernel/localized.ts'
import type { ExportedFile, ExportedPart, TableProcessing } from '#platform/personal-data.ts'

export interface ExportedModule {
  readonly module: string
  readonly tables: readonly TableProcessing[]
  readonly parts: readonly ExportedPart[]
}

export interface Exported {
  readonly person: string
  readonly variant: Variant
  readonly made: Date
  /** Address of the centre. */
  readonly centre: string
  readonly modules: readonly ExportedModule[]
  readonly files: readonly ExportedFile[]
}
