/** The competency framework: what people in posts are able to do, by area and level, and what each post requires. */
export { type Competency, type CompetencyLevel, type Requirement, usualLevel } from './competency.ts'
export { migrations } from './migrations/index.ts'
export { personalData } from './personal-data.ts'
export { type RequirementRefusal, setRequirements } from './set-requirements.ts'
export { competencies, competencyLevels, type Framework, loadCompetencies, requirementHistory, requirementsOf, requirementsOfPosts } from './store.ts'
