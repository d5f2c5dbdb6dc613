/** The register of institutions, units, facilities with history, and posts; who works where, and who is responsible for training there. */
export { changeCapacity, changeStatus } from './commands/change-facility.ts'
export { type InstitutionRegister, loadInstitutions } from './commands/load-institutions.ts'
export { endFocalPoint, nameFocalPoint } from './commands/name-focal-point.ts'
export { endPosting, type PostingRefusal, postPerson, sayPost } from './commands/post-person.ts'
export { planTable, readTable, type TableName, type TablePlan, type TableRefusal } from './commands/read-table.ts'
export { renewable, renewCode } from './commands/renew-code.ts'
export { type Saved, type SaveRefusal, saveEntry } from './commands/save-entry.ts'
export { type UndoRefusal, undoChange } from './commands/undo-change.ts'
export { type TenureUndoRefusal, undoTenure } from './commands/undo-tenure.ts'
export { writeTable } from './commands/write-table.ts'
export type { FieldChange } from './domain/changes.ts'
export {
  type CapacitySpell,
  type Entries,
  type EntryKind,
  entryKinds,
  type Facility,
  type Institution,
  type Post,
  type RegisterMark,
  type Remark,
  registerMarks,
  type StatusSpell,
  type Term,
  type Terms,
} from './domain/entry.ts'
export { cellsOf, type EntryCells, entryColumns, entryFrom } from './domain/entry-cells.ts'
export { capacityOn, type StatusOnDay, statusOn } from './domain/facility-status.ts'
export type { Fault, FaultRule } from './domain/faults.ts'
export { capacityFrom, type SpellCells, spellColumns, spellFrom } from './domain/spell-cells.ts'
export type { InstitutionsFact } from './facts.ts'
export { migrations } from './migrations/index.ts'
export { personalData } from './personal-data.ts'
export { codesBelow, placeChain } from './place-store.ts'
export { editableEntry, editableRegister } from './queries/editable.ts'
export { changesSince, type EntryChangeLine, entryHistory } from './queries/entry-history.ts'
export { dutiesAt, type FocalPoint, focalPoints } from './queries/focal-points.ts'
export { type InstitutionPage, institutionByCode } from './queries/institution-page.ts'
export { type Posting, peopleAt, postingsIn, postingsOf } from './queries/people-at.ts'
export { institutionSearchTexts } from './queries/search-texts.ts'
export { type TenureChangeLine, tenureHistory } from './queries/tenure-history.ts'
export { reactions } from './reactions/index.ts'
export { allFacilities, allInstitutions, allPosts, findEntry, registerTerms } from './store.ts'
