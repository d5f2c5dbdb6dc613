import type { Variant } from '#kernel/localized.ts'
import * as words from '#texts/generated/people-desk.ts'
import type { PersonState } from '../desk-store.ts'
import type { Role } from '../domain/roles.ts'

type Word = (variant: Variant) => string

/** The name of each role, for those who give it. */
export const roleWords: Record<Role, Word> = {
  learner: words.roleLearner,
  author: words.roleAuthor,
  reviewer: words.roleReviewer,
  'legal-editor': words.roleLegalEditor,
  trainer: words.roleTrainer,
  mentor: words.roleMentor,
  assessor: words.roleAssessor,
  supervisor: words.roleSupervisor,
  'focal-point': words.roleFocalPoint,
  'plan-owner': words.rolePlanOwner,
  'workshop-chair': words.roleWorkshopChair,
  'workshop-secretary': words.roleWorkshopSecretary,
  coordinator: words.roleCoordinator,
  auditor: words.roleAuditor,
  admin: words.roleAdmin,
}

export const stateWords: Record<PersonState, Word> = {
  active: words.stateActive,
  invited: words.stateInvited,
  disabled: words.stateDisabled,
  merged: words.stateMerged,
}
