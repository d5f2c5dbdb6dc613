/** How far a backup or a restore is. */
export interface Step {
  readonly step: 'tables' | 'files' | 'checking'
  readonly done: number
  readonly total: number
}
export type Progress = (step: Step) => void
