/** Pages drawn on the device: what each `+page.svelte` gets, out of what is kept. Nothing here needs a server. */
export { catalogueView, glossaryView, libraryView, startView, toolsView } from './centre-views.ts'
export { courseView, unitView } from './course-views.ts'
export { chapterView, checklistsView, manualIndexView, manualView } from './manual-views.ts'
export { toolView } from './tool-views.ts'
