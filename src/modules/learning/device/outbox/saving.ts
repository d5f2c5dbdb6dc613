import type { WorkFile } from '../../domain/work-file.ts'

/** Gives the file to the browser's downloads. */
export function saveAsFile(file: WorkFile): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([JSON.stringify(file)], { type: 'application/json' }))
  link.download = `putokaz-rad-${file.made.slice(0, 10)}.json`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
