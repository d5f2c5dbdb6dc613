/** The settings in the order in which they are shown, each section with its fields and a page of its own. */
export const sections = {
  name: ['nameCyrillic', 'nameLatin', 'nameEnglish'],
  look: ['accent'],
  languages: ['variants'],
  mail: ['senderCyrillic', 'senderEnglish', 'replyTo', 'dailyTo'],
  'sign-in': ['selfRegistration', 'idleDays', 'longestDays', 'deskIdleHours', 'deskLongestHours'],
  retention: ['auditMonths', 'letterMonths', 'idleAccountMonths', 'recordMonths'],
} as const

export type Section = keyof typeof sections
export type SettingField = (typeof sections)[Section][number]

export const sectionNames = Object.keys(sections) as Section[]

export function isSection(text: string): text is Section {
  return Object.hasOwn(sections, text)
}
