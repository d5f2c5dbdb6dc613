import type { PersonId } from '#kernel/id.ts'
import type { App } from '#platform/app.ts'
import { forgetFiles } from '#platform/forgotten-files.ts'
import { type ExportedFile, type PersonalData, rowsOf, type TableProcessing } from '#platform/personal-data.ts'
import { endingsOf, forgetEndingsOf } from './ending-store.ts'
import { certificatePdf } from './queries/certificate-pdf.ts'
import { detachCertificatesOf, filesOf, findOf } from './store.ts'

const tables: readonly TableProcessing[] = [
  {
    table: 'certificate',
    purpose: 'purposeCertificates',
    basis: 'legal-duty',
    keptFor: 'certificate',
    columns: {
      number: 'key',
      person: 'key',
      course: 'learning',
      course_version: 'none',
      version: 'none',
      issued_at: 'learning',
      frozen: 'identity',
      revoked_at: 'learning',
      revoked_reason: 'words',
      revoked_by: 'key',
    },
  },
  {
    table: 'certificate_file',
    purpose: 'purposeCertificates',
    basis: 'legal-duty',
    keptFor: 'account',
    columns: { number: 'key', variant: 'none', hash: 'key', size: 'none', made_at: 'trace' },
  },
  {
    table: 'ending_certificate',
    purpose: 'purposeCertificates',
    basis: 'public-task',
    keptFor: 'account',
    columns: { number: 'key', told_at: 'trace' },
  },
]

/** That a certificate was issued, and whether it holds, stays; whose it was goes, and so do the files that say it. */
export const personalData: PersonalData = {
  module: 'certificates',
  tables,
  async exported(db, person) {
    return [
      ...(await rowsOf(db, tables, { certificate: 'person' }, person)),
      { table: 'certificate_file', rows: await filesOf(db, person) },
      { table: 'ending_certificate', rows: await endingsOf(db, person) },
    ]
  },
  async files(app, person) {
    const all = (await findOf(app.db, person)).filter((certificate) => certificate.person === person)
    const made = await Promise.all(all.map(({ number }) => asFile(app, person, number)))
    return made.flat()
  },
  async erase(app, tx, person) {
    const files = await filesOf(tx, person)
    await forgetEndingsOf(tx, person)
    await detachCertificatesOf(tx, person, app.newId())
    await forgetFiles(app, tx, { blobs: files.map(({ hash }) => hash) })
  },
}

async function asFile(app: App, person: PersonId, number: string): Promise<ExportedFile[]> {
  const file = await certificatePdf(app, { person, number, variant: 'sr-Cyrl' })
  return file.ok ? [{ name: `certificates/${file.value.name}`, bytes: file.value.bytes }] : []
}
